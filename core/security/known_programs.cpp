#include "core/security/known_programs.h"

#include "core/tokens.h"

#include <QFile>

#include <algorithm>
#include <array>

// A static library's resources are linked only where somebody asks for them by name.
static void useSecurityResources()
{
    Q_INIT_RESOURCE(security);
}

namespace reconnect {
namespace {

using Kind = SecurityProduct::Kind;
using ProductState = SecurityProduct::State;

constexpr std::array kindNames{
    TokenName<Kind>{Kind::Antivirus, QLatin1String("antivirus")},
    TokenName<Kind>{Kind::Firewall, QLatin1String("firewall")},
    TokenName<Kind>{Kind::Filter, QLatin1String("filter")},
};

constexpr std::array stateNames{
    TokenName<ProductState>{ProductState::On, QLatin1String("on")},
    TokenName<ProductState>{ProductState::Off, QLatin1String("off")},
    TokenName<ProductState>{ProductState::Snoozed, QLatin1String("snoozed")},
    TokenName<ProductState>{ProductState::Expired, QLatin1String("expired")},
    TokenName<ProductState>{ProductState::Unknown, QLatin1String("unknown")},
};

KnownPrograms builtIn()
{
    useSecurityResources();
    QFile file(QStringLiteral(":/antivirus.json"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return parseKnownPrograms(file.readAll()).value_or(KnownPrograms());
}

} // namespace

QString token(Kind kind)
{
    return tokenIn(kindNames, kind);
}

QString token(ProductState state)
{
    return tokenIn(stateNames, state);
}

bool fromToken(const QString& text, Kind& kind)
{
    return valueIn(kindNames, text, kind);
}

bool fromToken(const QString& text, ProductState& state)
{
    return valueIn(stateNames, text, state);
}

const KnownPrograms& knownPrograms()
{
    static const KnownPrograms list = builtIn();
    return list;
}

const KnownProgram* programById(const KnownPrograms& programs, const QString& id)
{
    const auto found = std::find_if(programs.begin(), programs.end(),
                                    [&id](const KnownProgram& one) { return one.id == id; });
    return found == programs.end() ? nullptr : &*found;
}

bool beginsWithWords(const QString& name, const QString& beginning)
{
    if (!name.startsWith(beginning, Qt::CaseInsensitive))
        return false;
    return name.size() == beginning.size() || !name.at(beginning.size()).isLetterOrNumber();
}

const KnownProgram* programByName(const KnownPrograms& programs, const QString& name)
{
    for (const KnownProgram& program : programs)
        for (const QString& beginning : program.names)
            if (beginsWithWords(name, beginning))
                return &program;
    return nullptr;
}

} // namespace reconnect
