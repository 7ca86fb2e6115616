#include "core/probe/client_probe.h"

#include "core/probe/version.h"

#include <QJsonArray>

#include <algorithm>

namespace reconnect {
namespace {

Observation blankZoom()
{
    Observation blank;
    blank.id = QStringLiteral("client:zoom");
    blank.layer = Layer::Client;
    blank.target = QStringLiteral("Zoom");
    return blank;
}

QJsonArray describe(const QList<ZoomInstall>& installs)
{
    QJsonArray list;
    for (const ZoomInstall& install : installs) {
        const QStringList damaged = install.damagedFiles.mid(0, ClientProbe::maxDamagedFiles);
        list.append(QJsonObject{
            {QStringLiteral("kind"), install.kind},
            {QStringLiteral("version"), install.version},
            {QStringLiteral("path"), install.path},
            {QStringLiteral("damagedFiles"), QJsonArray::fromStringList(damaged)},
            {QStringLiteral("integrityChecked"), install.integrityChecked},
        });
    }
    return list;
}

} // namespace

ClientProbe::ClientProbe(ZoomClient& client, QString minimum, QString minimumAsOf)
    : Probe(blankZoom())
    , m_client(client)
    , m_minimum(std::move(minimum))
    , m_minimumAsOf(std::move(minimumAsOf))
{
}

void ClientProbe::run()
{
    m_client.inspect(this, [this](const Result<ZoomClientState>& state) { conclude(state); });
}

void ClientProbe::conclude(const Result<ZoomClientState>& state)
{
    const auto end = [this](const Observation& last) { Probe::conclude(last); };
    if (!state) {
        end(answer(Outcome::Unknown, QStringLiteral("unreadable")));
        return;
    }
    Observation manager = answer(Outcome::Skipped, QStringLiteral("not-installed"));
    manager.id = QStringLiteral("client:network-manager");
    manager.target = QStringLiteral("NetworkManager");
    if (!state->connectivity.isEmpty()) {
        const bool offline = state->connectivity == QLatin1String("disconnected");
        manager.outcome = offline ? Outcome::Failed : Outcome::Passed;
        manager.error = offline ? QStringLiteral("disconnected") : QString();
        manager.detail = {{QStringLiteral("state"), state->connectivity}};
    }
    report(manager);

    QJsonObject detail{
        {QStringLiteral("installs"), describe(state->installs)},
        {QStringLiteral("running"), state->running},
        {QStringLiteral("kindHere"), state->kindHere},
        {QStringLiteral("minimum"), m_minimum},
        {QStringLiteral("minimumAsOf"), m_minimumAsOf},
    };
    if (!state->policy.isEmpty())
        detail.insert(QStringLiteral("policy"), state->policy);
    if (state->installs.isEmpty()) {
        end(answer(Outcome::Skipped, QStringLiteral("missing"), detail));
        return;
    }
    // Which of several the person starts isn't known: one that is whole and new enough will do.
    const auto all = [&](auto holds) {
        return std::all_of(state->installs.begin(), state->installs.end(), holds);
    };
    const auto damaged = [](const ZoomInstall& install) { return !install.damagedFiles.isEmpty(); };
    const auto outdated = [this](const ZoomInstall& install) {
        const auto order = compareVersions(install.version, m_minimum);
        return order && *order == std::strong_ordering::less;
    };
    if (all(damaged))
        end(answer(Outcome::Failed, QStringLiteral("corrupt"), detail));
    else if (all([&](const ZoomInstall& one) { return damaged(one) || outdated(one); }))
        end(answer(Outcome::Failed, QStringLiteral("outdated"), detail));
    else
        end(answer(Outcome::Passed, {}, detail));
}

} // namespace reconnect
