#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace reconnect::windows_os {

// Who may do what with one file or folder: its owner and its list of access rules, as the system
// keeps them, so that they can be judged everywhere.
// learn.microsoft.com/windows/win32/secauthz/access-control-lists
struct AccessRule {
    bool allows = true;
    bool inheritOnly = false; // for what is made in it, not for itself
    QString sid;              // "S-1-5-18"; empty for a kind of rule that isn't known
    quint32 rights = 0;       // the access mask
};

struct Access {
    QString owner;        // may always write the list anew
    bool hasList = false; // without one, everybody may do everything
    QList<AccessRule> rules;
};

enum class Place {
    File,   // nobody else may write, replace or remove it
    Holder, // the folder of such a file: nor may they put others beside it
    Above,  // a folder further up: they may put others there, not move what is there
};

// Whether only `trusted` SIDs can change it. Rules that deny are not looked at, so it errs on the
// side of no. Pure.
bool onlyTheyChange(const Access& access, const QStringList& trusted, Place place);

} // namespace reconnect::windows_os
