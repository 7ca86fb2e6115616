#pragma once

#include "core/diagnosis/diagnosis.h"

namespace reconnect {

// What a person reads about a finding; the same in the wizard, the CLI and the report.
struct Words {
    QString headline; // one sentence that names the cause
    QString why;      // one line: the evidence, or what to do next
    QString action;   // the main button's words
};

// Translated; English with LANG=C. What a finding's values may hold, each absent where not known:
//   host, place         a proxy ("wpad.example:3128") and the setting that names it
//   url, reason         a proxy script and what became of it; a proxy's own refusal
//   issuer              who signed the certificate that was shown
//   line                of the hosts file, as written
//   rule, product       of this computer's firewall; product also: whose web shield may sign
//   holder              the security program that may hold a rule which can't be read
//   offsetSeconds       this clock minus the true time
//   incident, since     from Zoom's status page
//   family              "IPv4" or "IPv6"
//   loss, delayMs       the share unanswered at first, in percent; milliseconds
//   installed, needed   versions of the client
//   count               of damaged files
//   role                "note" where the finding does not stop Zoom
//   mechanism, settle   tokens that choose among sentences (words.cpp)
Words wordsFor(const Finding& finding);
// What a firewall's token stands for: "Windows Defender Firewall"; "ufw" is its own name.
QString firewallName(const QString& product);
QString spanOf(qint64 seconds); // either sign: "about a minute", "2 hours"

// One row of evidence for people: "zoom.us:443 was refused after 12 ms".
QString sentenceFor(const Observation& observation);
// What came back, alone: "refused".
QString answerFor(const Observation& observation);
QString nameOf(Outcome outcome); // "fine", "blocked", "no answer", …
QString nameOf(Layer layer);     // "Names (DNS)"
QString nameOf(Fix fix);         // "Turn the proxy off"
QString nameOf(Confidence confidence);
QString nameOf(Stage stage); // "Firewall and antivirus"

} // namespace reconnect
