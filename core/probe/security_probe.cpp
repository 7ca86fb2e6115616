#include "core/probe/security_probe.h"

#include <QJsonArray>

#include <algorithm>

namespace reconnect {
namespace {

using ProductState = SecurityProduct::State;

Observation blankPrograms()
{
    Observation blank;
    blank.id = QStringLiteral("security:programs");
    blank.layer = Layer::Firewall;
    return blank;
}

// The parts that a system lists one by one, put together again.
struct Program {
    const KnownProgram* known = nullptr;
    QString name;
    QList<SecurityProduct> parts;
};

QString shortened(const QString& text)
{
    return text.simplified().left(SecurityProbe::maxName);
}

QList<Program> together(const QList<SecurityProduct>& products, const KnownPrograms& programs)
{
    QList<Program> list;
    for (const SecurityProduct& product : products) {
        QString name = shortened(product.name);
        const KnownProgram* known = programById(programs, product.known);
        if (!known)
            known = programByName(programs, name);
        if (known && name.isEmpty())
            name = known->name;
        if (name.isEmpty())
            continue;
        const auto same = std::find_if(list.begin(), list.end(), [&](const Program& one) {
            return known ? one.known == known : one.name == name;
        });
        if (same == list.end())
            list.append({known, name, {product}});
        else
            same->parts.append(product);
    }
    return list;
}

// One of an unknown make is taken to be able to, unless the system says that it rests.
bool mayStop(const Program& program)
{
    if (program.known && !program.known->mayStop)
        return false;
    return std::any_of(program.parts.begin(), program.parts.end(), [](const auto& part) {
        return part.state == ProductState::On || part.state == ProductState::Unknown;
    });
}

QString makerOf(const Program& program)
{
    return program.known ? program.known->maker : program.name.section(QLatin1Char(' '), 0, 0);
}

QJsonArray describe(const QList<SecurityProduct>& parts)
{
    QJsonArray list;
    for (const SecurityProduct& part : parts.mid(0, SecurityProbe::maxParts))
        list.append(QJsonObject{{QStringLiteral("kind"), token(part.kind)},
                                {QStringLiteral("state"), token(part.state)},
                                {QStringLiteral("place"), shortened(part.place)}});
    return list;
}

} // namespace

SecurityProbe::SecurityProbe(SecuritySoftware& software, const KnownPrograms& programs)
    : Probe(blankPrograms())
    , m_software(software)
    , m_programs(programs)
{
}

void SecurityProbe::run()
{
    m_software.look(this, [this](const auto& products) { conclude(products); });
}

void SecurityProbe::expired()
{
    Probe::conclude(answer(Outcome::Unknown, QStringLiteral("timed-out")));
}

void SecurityProbe::conclude(const Result<QList<SecurityProduct>>& products)
{
    if (concluded())
        return;
    if (!products) {
        const bool late = products.error().code == ErrorCode::TimedOut;
        Probe::conclude(answer(Outcome::Unknown,
                               late ? QStringLiteral("timed-out") : QStringLiteral("unreadable")));
        return;
    }
    const QList<Program> programs = together(*products, m_programs).mid(0, maxPrograms);
    if (programs.isEmpty()) {
        Probe::conclude(answer(Outcome::Skipped, QStringLiteral("not-installed")));
        return;
    }
    int others = 0;
    for (const Program& program : programs) {
        const bool may = mayStop(program);
        Observation row = answer(may ? Outcome::Unknown : Outcome::Passed,
                                 may ? QStringLiteral("may-stop") : QString());
        row.id = QStringLiteral("security:") +
                 (program.known ? program.known->id
                                : QStringLiteral("other-") + QString::number(++others));
        row.target = program.name;
        row.detail = {{QStringLiteral("program"), program.known ? program.known->id : QString()},
                      {QStringLiteral("name"), program.name},
                      {QStringLiteral("maker"), makerOf(program)},
                      {QStringLiteral("parts"), describe(program.parts)}};
        report(row);
    }
    Probe::conclude();
}

} // namespace reconnect
