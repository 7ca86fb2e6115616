#pragma once

#include "core/probe/observation.h"

namespace reconnect {

// Who and what must not be named in a report that leaves this computer.
struct Person {
    QString userName;
    QString hostName;
    QString homePath;
};

// The same evidence, with the person's home path, user name and host name replaced by "~",
// "<user>" and "<computer>", and user:password@ in addresses removed, in every text of it. Names
// are replaced as whole words; common ones that say nothing about a person ("root", "localhost")
// and those under three letters stay. In IPv6 addresses made of a network card's number, that
// number becomes zeros; all other addresses stay, because who mends a network asks for them. Ids
// but for such addresses and what a proxy's ends with, and members that hold tokens, are not
// touched, so the verdict stays the same. Pure.
Evidence redacted(const Evidence& evidence, const Person& person);

} // namespace reconnect
