#pragma once

#include "platform/linux/firewall/allow/rule_tool.h"

#include <QJsonArray>

namespace reconnect::firewall {

// nft: our rules stand first in each chain that blocks, under our mark as their comment. All is
// changed in one transaction, and removed by handle. A rule's place is "inet filter output".
class NftTool : public RuleTool {
public:
    explicit NftTool(Tools& tools, QString root = {});

    QString name() const override { return QStringLiteral("nftables"); }
    Result<QList<OwnRule>> ours(const QString& id) override;
    Result<QList<Opening>> openingsFor(QList<Block>& blocks, const QString& id) override;
    Result<void> change(const QString& id, const QList<OwnRule>& gone,
                        const QList<OwnRule>& made) override;

private:
    Tools& m_tools;
    QString m_root;
};

// Of `nft -j list ruleset`: the rules with this mark. Error: Malformed.
Result<QList<OwnRule>> nftRules(const QByteArray& json, const QString& mark);

// The transaction, as libnftables-json(5) has it.
QByteArray nftTransaction(const QString& mark, const QList<OwnRule>& gone,
                          const QList<OwnRule>& made);

} // namespace reconnect::firewall
