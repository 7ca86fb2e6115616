#pragma once

#include "app/gui/page.h"
#include "app/gui/wizard.h"
#include "tests/fakes/fake_probes.h"
#include "tests/gui/made_up.h"
#include "tests/support/wait.h"

#include <QAbstractButton>
#include <QTest>

namespace reconnect::test {

class FakePanels : public SettingsPanels {
public:
    void open(Panel panel, QObject* context, Done done) override
    {
        asked.append(panel);
        QTimer::singleShot(0, context, [this, done] { done(opens); });
    }

    QList<Panel> asked;
    bool opens = true;
};

// A wizard on the (unseen) screen, as a person with a small one has it.
struct Window {
    explicit Window(MakeProbeSource source = fakeProbes(3, Outcome::Passed))
        : Window(std::move(source), [](Session&) { return nullptr; })
    {
    }

    // `repairs` makes what the wizard may change the computer with.
    Window(MakeProbeSource source, const std::function<Repairs*(Session&)>& repairs)
        : session(std::move(source))
        , wizard(session, panels, repairs(session))
    {
        wizard.resize(1000, 560);
    }

    void open(const MadeUp& made)
    {
        session.show(made.evidence, made.diagnosis);
        wizard.show();
        settle();
    }

    void open()
    {
        wizard.show();
        settle();
    }

    // Until nothing moves any more.
    void settle() const;

    Page* page() const { return qobject_cast<Page*>(wizard.currentPage()); }

    // The visible button with these words; null where there is none.
    QAbstractButton* button(const char* words) const
    {
        for (QAbstractButton* one : wizard.findChildren<QAbstractButton*>())
            if (one->isVisible() && one->text().remove(QLatin1Char('&')) == QLatin1String(words))
                return one;
        return nullptr;
    }

    bool press(const char* words)
    {
        QAbstractButton* one = button(words);
        if (!one || !one->isEnabled())
            return false;
        QTest::mouseClick(one, Qt::LeftButton);
        settle();
        return true;
    }

    // Whether the page shows this text anywhere.
    bool says(const QString& text) const;

    FakePanels panels;
    Session session;
    Wizard wizard;
};

} // namespace reconnect::test
