#include "core/diagnosis/words.h"
#include "core/tr.h"

#include <QHash>
#include <QJsonArray>

namespace reconnect {
namespace {

// What an error token means, after "TARGET: ". One list, because a token means the same in every
// layer (EVIDENCE.md).
const QHash<QString, const char*>& meanings()
{
    static const QHash<QString, const char*> list{
        {QStringLiteral("no-link"),
         QT_TRANSLATE_NOOP("reconnect", "no cable or Wi-Fi is connected")},
        {QStringLiteral("no-address"), QT_TRANSLATE_NOOP("reconnect", "there is no address")},
        {QStringLiteral("link-local-only"),
         QT_TRANSLATE_NOOP("reconnect", "only an address this computer gave itself")},
        {QStringLiteral("not-offered"),
         QT_TRANSLATE_NOOP("reconnect", "not offered by this network")},
        {QStringLiteral("no-default-route"), QT_TRANSLATE_NOOP("reconnect", "no way out is set")},
        {QStringLiteral("unreachable"), QT_TRANSLATE_NOOP("reconnect", "can't be reached")},
        {QStringLiteral("silent"),
         QT_TRANSLATE_NOOP("reconnect", "doesn't answer, which may be normal")},
        {QStringLiteral("no-gateway"), QT_TRANSLATE_NOOP("reconnect", "there is no router to ask")},
        {QStringLiteral("pinned"), QT_TRANSLATE_NOOP("reconnect", "names of Zoom are pinned")},
        {QStringLiteral("unreadable"), QT_TRANSLATE_NOOP("reconnect", "can't be read")},
        {QStringLiteral("not-found"), QT_TRANSLATE_NOOP("reconnect", "not found")},
        {QStringLiteral("temporary"), QT_TRANSLATE_NOOP("reconnect", "no answer for now")},
        {QStringLiteral("failed"), QT_TRANSLATE_NOOP("reconnect", "didn't work")},
        {QStringLiteral("nxdomain"), QT_TRANSLATE_NOOP("reconnect", "\"there is no such name\"")},
        {QStringLiteral("servfail"), QT_TRANSLATE_NOOP("reconnect", "\"couldn't look it up\"")},
        {QStringLiteral("refused"), QT_TRANSLATE_NOOP("reconnect", "refused")},
        {QStringLiteral("empty"), QT_TRANSLATE_NOOP("reconnect", "an answer without an address")},
        {QStringLiteral("other-rcode"), QT_TRANSLATE_NOOP("reconnect", "an unusual answer")},
        {QStringLiteral("malformed"),
         QT_TRANSLATE_NOOP("reconnect", "an answer that makes no sense")},
        {QStringLiteral("not-permitted"),
         QT_TRANSLATE_NOOP("reconnect", "forbidden by a rule on this computer")},
        {QStringLiteral("no-servers"), QT_TRANSLATE_NOOP("reconnect", "no name server is set")},
        {QStringLiteral("blocks"), QT_TRANSLATE_NOOP("reconnect", "a rule stops Zoom's packets")},
        {QStringLiteral("may-stop"),
         QT_TRANSLATE_NOOP("reconnect",
                           "it can stop programs, and its settings can't be read here")},
        {QStringLiteral("not-installed"), QT_TRANSLATE_NOOP("reconnect", "not installed")},
        {QStringLiteral("needs-root"),
         QT_TRANSLATE_NOOP("reconnect", "only an administrator can read it")},
        {QStringLiteral("timed-out"), QT_TRANSLATE_NOOP("reconnect", "no answer")},
        {QStringLiteral("reset"), QT_TRANSLATE_NOOP("reconnect", "the connection was cut")},
        {QStringLiteral("wrong"), QT_TRANSLATE_NOOP("reconnect", "this computer's clock is off")},
        {QStringLiteral("no-answer"), QT_TRANSLATE_NOOP("reconnect", "nothing answered")},
        {QStringLiteral("untrusted-issuer"),
         QT_TRANSLATE_NOOP("reconnect", "the certificate is signed by someone unknown")},
        {QStringLiteral("self-signed"),
         QT_TRANSLATE_NOOP("reconnect", "the certificate is signed by itself")},
        {QStringLiteral("name-mismatch"),
         QT_TRANSLATE_NOOP("reconnect", "the certificate is for another name")},
        {QStringLiteral("expired"), QT_TRANSLATE_NOOP("reconnect", "the certificate has run out")},
        {QStringLiteral("not-yet-valid"),
         QT_TRANSLATE_NOOP("reconnect", "the certificate is dated in the future")},
        {QStringLiteral("revoked"),
         QT_TRANSLATE_NOOP("reconnect", "the certificate was withdrawn")},
        {QStringLiteral("bad-certificate"),
         QT_TRANSLATE_NOOP("reconnect", "the certificate can't be used")},
        {QStringLiteral("closed"), QT_TRANSLATE_NOOP("reconnect", "the connection was closed")},
        {QStringLiteral("not-tls"),
         QT_TRANSLATE_NOOP("reconnect", "what answered doesn't speak securely")},
        {QStringLiteral("alert"),
         QT_TRANSLATE_NOOP("reconnect", "the secure connection was declined")},
        {QStringLiteral("server-error"),
         QT_TRANSLATE_NOOP("reconnect", "the server has a problem")},
        {QStringLiteral("redirected-away"),
         QT_TRANSLATE_NOOP("reconnect", "sent on to another site")},
        {QStringLiteral("redirect-loop"), QT_TRANSLATE_NOOP("reconnect", "sent on without an end")},
        {QStringLiteral("too-large"),
         QT_TRANSLATE_NOOP("reconnect", "the answer was far too large")},
        {QStringLiteral("not-http"),
         QT_TRANSLATE_NOOP("reconnect", "what answered is no web server")},
        {QStringLiteral("refused-by-page"), QT_TRANSLATE_NOOP("reconnect", "a page refused it")},
        {QStringLiteral("portal"),
         QT_TRANSLATE_NOOP("reconnect", "another page came in its place")},
        {QStringLiteral("none"), QT_TRANSLATE_NOOP("reconnect", "none is set")},
        {QStringLiteral("name-unknown"), QT_TRANSLATE_NOOP("reconnect", "its name isn't known")},
        {QStringLiteral("not-a-proxy"), QT_TRANSLATE_NOOP("reconnect", "what answers is no proxy")},
        {QStringLiteral("auth-required"), QT_TRANSLATE_NOOP("reconnect", "it wants a password")},
        {QStringLiteral("blocked"), QT_TRANSLATE_NOOP("reconnect", "it refuses Zoom")},
        {QStringLiteral("bad-gateway"), QT_TRANSLATE_NOOP("reconnect", "it can't reach Zoom")},
        {QStringLiteral("bad-setting"),
         QT_TRANSLATE_NOOP("reconnect", "the setting can't be used")},
        {QStringLiteral("http-status"),
         QT_TRANSLATE_NOOP("reconnect", "the server sent no such page")},
        {QStringLiteral("looped"), QT_TRANSLATE_NOOP("reconnect", "it runs without an end")},
        {QStringLiteral("crashed"), QT_TRANSLATE_NOOP("reconnect", "it broke while it ran")},
        {QStringLiteral("no-result"), QT_TRANSLATE_NOOP("reconnect", "it names no way")},
        {QStringLiteral("major"), QT_TRANSLATE_NOOP("reconnect", "reports a major problem")},
        {QStringLiteral("critical"), QT_TRANSLATE_NOOP("reconnect", "reports a critical problem")},
        {QStringLiteral("not-json"), QT_TRANSLATE_NOOP("reconnect", "the answer can't be read")},
        {QStringLiteral("wrong-shape"), QT_TRANSLATE_NOOP("reconnect", "the answer can't be read")},
        {QStringLiteral("missing"), QT_TRANSLATE_NOOP("reconnect", "not found on this computer")},
        {QStringLiteral("outdated"), QT_TRANSLATE_NOOP("reconnect", "too old to connect")},
        {QStringLiteral("corrupt"), QT_TRANSLATE_NOOP("reconnect", "damaged")},
        {QStringLiteral("disconnected"), QT_TRANSLATE_NOOP("reconnect", "says it is offline")},
    };
    return list;
}

QString meaning(const QString& error)
{
    const QHash<QString, const char*>& list = meanings();
    const auto found = list.constFind(error);
    if (found != list.constEnd())
        return tr(*found);
    // A proxy's TLS tokens carry a prefix.
    const QString prefix = QStringLiteral("tls-");
    if (error.startsWith(prefix) && list.contains(error.mid(prefix.size())))
        return tr(list.value(error.mid(prefix.size())));
    return error;
}

// What the row is about; two layers may ask the same target.
QString subject(const Observation& observation)
{
    if (observation.layer == Layer::Firewall)
        return firewallName(observation.target.isEmpty() ? observation.id : observation.target);
    return observation.target.isEmpty() ? observation.id : observation.target;
}

} // namespace

QString sentenceFor(const Observation& observation)
{
    const QString what = subject(observation);
    const QString why = meaning(observation.error);
    const int ms = observation.durationMs;
    switch (observation.outcome) {
    case Outcome::Passed:
        return tr("%1: fine, after %2 ms").arg(what).arg(ms);
    case Outcome::Failed:
        return tr("%1: %2, after %3 ms").arg(what, why).arg(ms);
    case Outcome::TimedOut:
        return tr("%1: no answer within %2 ms").arg(what).arg(ms);
    case Outcome::Skipped:
        return why.isEmpty() ? tr("%1: nothing to check").arg(what)
                             : tr("%1: nothing to check, %2").arg(what, why);
    case Outcome::NotRun:
        return why.isEmpty() ? tr("%1: not checked").arg(what)
                             : tr("%1: not checked, %2").arg(what, why);
    case Outcome::Unknown:
        return why.isEmpty() ? tr("%1: couldn't tell").arg(what)
                             : tr("%1: couldn't tell, %2").arg(what, why);
    }
    return what;
}

QString answerFor(const Observation& observation)
{
    const QString why = meaning(observation.error);
    return observation.outcome == Outcome::Passed || why.isEmpty() ? nameOf(observation.outcome)
                                                                   : why;
}

QString nameOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Passed:
        return tr("fine");
    case Outcome::Failed:
        return tr("not right");
    case Outcome::TimedOut:
        return tr("no answer");
    case Outcome::Skipped:
        return tr("nothing to check");
    case Outcome::NotRun:
        return tr("not checked");
    case Outcome::Unknown:
        return tr("couldn't tell");
    }
    return {};
}

QString nameOf(Layer layer)
{
    switch (layer) {
    case Layer::Link:
        return tr("Cable or Wi-Fi");
    case Layer::Address:
        return tr("Address");
    case Layer::Route:
        return tr("Router");
    case Layer::Hosts:
        return tr("Hosts file");
    case Layer::Dns:
        return tr("Names (DNS)");
    case Layer::Firewall:
        return tr("Firewall on this computer");
    case Layer::Tcp:
        return tr("Connections");
    case Layer::Clock:
        return tr("Clock");
    case Layer::Tls:
        return tr("Secure connections");
    case Layer::Http:
        return tr("Zoom's web pages");
    case Layer::Captive:
        return tr("Sign-in pages");
    case Layer::Udp:
        return tr("Sound and picture (UDP)");
    case Layer::Proxy:
        return tr("Proxy");
    case Layer::Status:
        return tr("Zoom's service status");
    case Layer::Client:
        return tr("Zoom on this computer");
    }
    return {};
}

QString nameOf(Fix fix)
{
    switch (fix) {
    case Fix::RestartZoom:
        return tr("Restart Zoom");
    case Fix::FlushDns:
        return tr("Forget looked-up names");
    case Fix::SetClock:
        return tr("Set the clock");
    case Fix::TurnOffProxy:
        return tr("Turn the proxy off");
    case Fix::TurnOffProxyScript:
        return tr("Turn the proxy script off");
    case Fix::RemoveHostsOverride:
        return tr("Remove the line from the hosts file");
    case Fix::AllowZoomInFirewall:
        return tr("Allow Zoom in the firewall");
    case Fix::ClearZoomCache:
        return tr("Clear Zoom's stored data");
    case Fix::ReinstallZoom:
        return tr("Reinstall Zoom");
    case Fix::RestartComputer:
        return tr("Restart the computer");
    case Fix::RestartRouter:
        return tr("Restart the router");
    case Fix::AntivirusException:
        return tr("Make an exception for Zoom in the security program");
    case Fix::SignInToNetwork:
        return tr("Sign in to the network");
    case Fix::AskIt:
        return tr("Write to who runs the network");
    }
    return {};
}

QString nameOf(Confidence confidence)
{
    switch (confidence) {
    case Confidence::Certain:
        return tr("certain");
    case Confidence::Likely:
        return tr("likely");
    case Confidence::Possible:
        return tr("possible");
    }
    return {};
}

QString nameOf(Stage stage)
{
    switch (stage) {
    case Stage::Checks:
        return tr("Checks");
    case Stage::Firewall:
        return tr("Firewall and antivirus");
    case Stage::Proxy:
        return tr("Proxy");
    case Stage::Reinstall:
        return tr("Reinstall");
    case Stage::Escalate:
        return tr("Ask for help");
    }
    return {};
}

} // namespace reconnect
