#pragma once

#include "platform/linux/firewall/allow/rule_tool.h"
#include "platform/linux/firewall/linux_firewall.h"

#include <memory>
#include <vector>

namespace reconnect::firewall {

// Serves AllowZoom for nftables, iptables, ufw and firewalld. Its rules are found by their mark, so
// the state before is that there are none; what others do to their own rules meanwhile is theirs.
// What blocks is found by reading the rules of this computer.
class AllowZoomSetting : public Setting {
public:
    // `sender`: the person whose packets are judged. `root`: as in findTool.
    AllowZoomSetting(Tools& tools, FindPaths findPaths, Sender sender, QString root = {});

    bool serves(const Change& change) const override;
    Rights rightsFor(const Change&) const override { return Rights::Administrator; }
    Result<State> read(const Change& change, const QString& id) override;
    // Unsupported where the product offers no way; the detail then says so to the person.
    Result<State> goal(const Change& change, const QString& id, const State& now) override;
    Result<void> put(const Change& change, const QString& id, const State& from,
                     const State& to) override;
    bool isPartWay(const State& before, const State& after, const State& now) const override;

private:
    QList<RuleTool*> toolsFor(const AllowZoom& change) const;
    Result<QList<OwnRule>> rules(const AllowZoom& change, const QString& id);
    Result<Listing> listing(const QString& product);

    Tools& m_tools;
    FindPaths m_findPaths;
    Sender m_sender;
    QString m_root;
    std::vector<std::unique_ptr<RuleTool>> m_ruleTools;
};

} // namespace reconnect::firewall
