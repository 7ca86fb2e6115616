#pragma once

#include "core/ports/deed.h"

#include <QMap>
#include <functional>
#include <optional>

namespace reconnect::test {

// The program ends here, as by SIGKILL: nothing of ours runs after it.
struct Killed {};

// Everything a change does, counted. At step `killAt` the program ends; at `failAt`, and failFor -
// 1 steps more, nothing is done and the caller gets `failWith`.
struct Steps {
    int taken = 0;
    int killAt = -1;
    int failAt = -1;
    int failFor = 1;
    ErrorCode failWith = ErrorCode::Failed;
    std::function<void()> onFailure;

    // Whether the step may be done.
    bool step()
    {
        ++taken;
        if (taken == killAt)
            throw Killed{};
        const bool works = failAt < 0 || taken < failAt || taken >= failAt + failFor;
        if (!works && onFailure)
            onFailure();
        return works;
    }
};

// A setting of several values, written one after another, as a settings tool does: what is cut off
// in between is part of the way. Its values are what a change turns "off".
class FakeSetting : public Setting {
public:
    using Values = QMap<QString, QString>;

    explicit FakeSetting(Values& computer, QString kind = QStringLiteral("turn-off-proxy"),
                         Rights rights = Rights::Person, Steps* steps = nullptr)
        : m_computer(computer)
        , m_kind(std::move(kind))
        , m_rights(rights)
        , m_steps(steps ? *steps : m_own)
    {
    }

    bool serves(const Change& change) const override { return token(change) == m_kind; }
    Rights rightsFor(const Change&) const override { return m_rights; }

    Result<State> read(const Change&, const QString&) override
    {
        if (!m_steps.step())
            return failure(m_steps.failWith);
        if (m_problem)
            return failure(*m_problem);
        return now();
    }

    Result<State> goal(const Change&, const QString&, const State& from) override
    {
        if (!m_steps.step())
            return failure(m_steps.failWith);
        State to = from;
        for (const QString& key : from.keys())
            to.insert(key, QStringLiteral("off"));
        return to;
    }

    Result<void> put(const Change&, const QString&, const State& from, const State& to) override
    {
        if (now() != from && !isPartWay(from, to, now()))
            return failure(ErrorCode::Conflict);
        for (const QString& key : to.keys()) {
            if (!m_steps.step()) { // before the write, and then after it
                if (m_steps.failWith == ErrorCode::NotPermitted)
                    m_rights = Rights::Administrator;
                return failure(m_steps.failWith);
            }
            m_computer[key] = to.value(key).toString();
            if (!m_steps.step())
                return failure(m_steps.failWith);
        }
        return {};
    }

    bool isPartWay(const State& before, const State& after, const State& state) const override
    {
        if (state.keys() != before.keys() || state.keys() != after.keys())
            return false;
        for (const QString& key : state.keys())
            if (state.value(key) != before.value(key) && state.value(key) != after.value(key))
                return false;
        return true;
    }

    void refuseToRead(std::optional<ErrorCode> problem) { m_problem = problem; }

private:
    State now() const
    {
        State state;
        for (auto it = m_computer.begin(); it != m_computer.end(); ++it)
            state.insert(it.key(), it.value());
        return state;
    }

    Values& m_computer;
    QString m_kind;
    Rights m_rights;
    Steps m_own;
    Steps& m_steps;
    std::optional<ErrorCode> m_problem;
};

// A deed that says `answer`, and counts how often it was done.
class FakeDeed : public Deed {
public:
    explicit FakeDeed(QString kind, Result<QString> answer = QString(), Steps* steps = nullptr,
                      Rights rights = Rights::Person)
        : m_kind(std::move(kind))
        , m_answer(std::move(answer))
        , m_steps(steps ? *steps : m_own)
        , m_rights(rights)
    {
    }

    bool serves(const Change& change) const override { return token(change) == m_kind; }
    Rights rightsFor(const Change&) const override { return m_rights; }
    Result<QString> carryOut(const Change&, const Telling& tell) override
    {
        if (!m_steps.step())
            return failure(m_steps.failWith);
        if (tell)
            tell(QStringLiteral("half"), 500);
        if (isCutOff)
            return failure(ErrorCode::HalfDone);
        if (m_answer)
            ++m_done;
        if (!m_steps.step())
            return failure(m_steps.failWith);
        return m_answer;
    }
    bool isHalfDone(const Change&) const override { return isCutOff; }
    Result<void> mend(const Change&) override
    {
        isCutOff = false;
        return {};
    }
    int done() const { return m_done; }

    bool isCutOff = false; // half-way, until it is mended

private:
    QString m_kind;
    Result<QString> m_answer;
    Steps m_own;
    Steps& m_steps;
    Rights m_rights;
    int m_done = 0;
};

} // namespace reconnect::test
