#pragma once

#include "platform/linux/firewall/allow/rule_tool.h"

namespace reconnect::firewall {

// firewall-cmd, which changes what holds now or what holds from the next start on.
class FirewallCmd {
public:
    enum class Config { Runtime, Permanent };
    static constexpr Config configs[] = {Config::Runtime, Config::Permanent};

    FirewallCmd(Tools& tools, QString root);

    // While the daemon is off, what is permanent is read and changed all the same, and what holds
    // now is nothing. Errors as RuleTool.
    Result<QByteArray> run(Config config, const QStringList& arguments) const;

private:
    Tools& m_tools;
    QString m_root;
};

// "policy strict" for what holds now, "permanent policy strict" for later; and back.
QString placeIn(FirewallCmd::Config config, const QString& place);
FirewallCmd::Config configOf(const QString& place);
QString withoutConfig(const QString& place);

// Rules that a policy stops are lifted by rich rules of the same policy, for now and for later. A
// rule's place is "policy NAME".
class FirewalldPolicies : public RuleTool {
public:
    explicit FirewalldPolicies(Tools& tools, const QString& root = {});

    QString name() const override { return QStringLiteral("firewalld"); }
    Result<QList<OwnRule>> ours(const QString& id) override;
    Result<QList<Opening>> openingsFor(QList<Block>& blocks, const QString& id) override;
    Result<void> change(const QString& id, const QList<OwnRule>& gone,
                        const QList<OwnRule>& made) override;

private:
    FirewallCmd m_command;
};

// Those that a direct rule stops, by direct rules before all others, with our mark as their
// comment. They are among the rules of iptables, and readings call them so. A rule's place is
// "direct filter OUTPUT".
class FirewalldDirect : public RuleTool {
public:
    explicit FirewalldDirect(Tools& tools, const QString& root = {});

    QString name() const override { return QStringLiteral("firewalld-direct"); }
    Result<QList<OwnRule>> ours(const QString& id) override;
    Result<QList<Opening>> openingsFor(QList<Block>& blocks, const QString& id) override;
    Result<void> change(const QString& id, const QList<OwnRule>& gone,
                        const QList<OwnRule>& made) override;

private:
    FirewallCmd m_command;
};

} // namespace reconnect::firewall
