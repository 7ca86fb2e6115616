#pragma once

#include "platform/linux/firewall/allow/rule_tool.h"

namespace reconnect::firewall {

// ufw: our rules are rules of ufw, the first of its list, under our mark as their comment; never
// raw rules beneath it. ufw keeps them over a restart. One command a rule.
class UfwTool : public RuleTool {
public:
    explicit UfwTool(Tools& tools, QString root = {});

    QString name() const override { return QStringLiteral("ufw"); }
    Result<QList<OwnRule>> ours(const QString& id) override;
    Result<QList<Opening>> openingsFor(QList<Block>& blocks, const QString& id) override;
    Result<void> change(const QString& id, const QList<OwnRule>& gone,
                        const QList<OwnRule>& made) override;

private:
    Result<QByteArray> added();
    Result<QByteArray> run(const QStringList& arguments);

    Tools& m_tools;
    QString m_root;
};

// Of `ufw show added`: the rules with this mark.
QList<OwnRule> ufwRules(const QByteArray& added, const QString& mark);

// Whether a rule for the very same packets is there already, which ufw would change in place of
// adding ours.
bool ufwHasAnother(const QByteArray& added, const OwnRule& rule);

} // namespace reconnect::firewall
