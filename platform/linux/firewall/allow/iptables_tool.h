#pragma once

#include "platform/linux/firewall/allow/rule_tool.h"

namespace reconnect::firewall {

// iptables and ip6tables of both kinds: our rules stand first in each chain that blocks, under our
// mark as their comment. Each kind and family is changed in one step, by its "restore" without a
// flush. A rule's place is "iptables-nft filter OUTPUT".
class IptablesTool : public RuleTool {
public:
    explicit IptablesTool(Tools& tools, QString root = {});

    QString name() const override { return QStringLiteral("iptables"); }
    Result<QList<OwnRule>> ours(const QString& id) override;
    Result<QList<Opening>> openingsFor(QList<Block>& blocks, const QString& id) override;
    Result<void> change(const QString& id, const QList<OwnRule>& gone,
                        const QList<OwnRule>& made) override;

private:
    Tools& m_tools;
    QString m_root;
};

// Of what one "save" printed: the rules with this mark. `kind`: "iptables-nft", …
QList<OwnRule> iptablesRules(const QByteArray& save, const QString& kind, const QString& mark);

// What the "restore" of this kind is given; empty where no rule is of its kind.
QByteArray iptablesLines(const QString& kind, const QString& mark, const QList<OwnRule>& gone,
                         const QList<OwnRule>& made);

} // namespace reconnect::firewall
