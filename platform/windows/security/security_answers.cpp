#include "platform/windows/security/security_answers.h"

#include "core/tr.h"

#include <algorithm>

namespace reconnect::windows_os {
namespace {

using ProductState = SecurityProduct::State;

constexpr qsizetype maxEntries = 4096;
constexpr qsizetype maxName = 256;

QList<SecurityProduct> told(const QList<CenterEntry>& entries, ProductState (*stateOf)(quint32))
{
    QList<SecurityProduct> products;
    for (const CenterEntry& entry : entries) {
        const QString name = entry.name.simplified();
        if (!name.isEmpty())
            products.append({{}, name, entry.kind, stateOf(entry.state), tr("Windows Security")});
    }
    return products;
}

bool isOf(const KnownProgram& program, const InstalledEntry& entry)
{
    return std::any_of(program.uninstall.begin(), program.uninstall.end(),
                       [&entry](const QString& known) {
                           return entry.key.compare(known, Qt::CaseInsensitive) == 0 ||
                                  beginsWithWords(entry.name, known);
                       });
}

bool hasProgram(const QList<SecurityProduct>& products, const QString& id,
                const KnownPrograms& programs)
{
    return std::any_of(products.begin(), products.end(), [&](const SecurityProduct& product) {
        const KnownProgram* known = programByName(programs, product.name);
        return product.known == id || (known && known->id == id);
    });
}

} // namespace

ProductState stateOfCenter(quint32 state)
{
    switch (state) {
    case 0:
        return ProductState::On;
    case 1:
        return ProductState::Off;
    case 2:
        return ProductState::Snoozed;
    case 3:
        return ProductState::Expired;
    default:
        return ProductState::Unknown;
    }
}

ProductState stateOfWmi(quint32 productState)
{
    switch (productState & 0xF000U) {
    case 0x0000:
        return ProductState::Off;
    case 0x1000:
        return ProductState::On;
    case 0x2000:
        return ProductState::Snoozed;
    case 0x3000:
        return ProductState::Expired;
    default:
        return ProductState::Unknown;
    }
}

QList<InstalledEntry> installedEntries(const RegistryReader& registry)
{
    using Hive = RegistryKey::Hive;
    const QString path = QStringLiteral("Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall");
    QList<InstalledEntry> entries;
    for (const RegistryKey& all :
         {RegistryKey{Hive::Machine, false, path}, RegistryKey{Hive::Machine, true, path},
          RegistryKey{Hive::User, false, path}})
        for (const QString& key : registry.keysBelow(all).mid(0, maxEntries)) {
            const auto name = registry.text(all.below(key), QStringLiteral("DisplayName"));
            entries.append({key, name.value_or(QString()).left(maxName)});
        }
    return entries;
}

QList<SecurityProduct> ofCenter(const QList<CenterEntry>& entries)
{
    return told(entries, stateOfCenter);
}

QList<SecurityProduct> ofWmi(const QList<CenterEntry>& entries)
{
    return told(entries, stateOfWmi);
}

QList<SecurityProduct> ofInstalled(const QList<InstalledEntry>& entries,
                                   const KnownPrograms& programs)
{
    QList<SecurityProduct> products;
    for (const KnownProgram& program : programs) {
        const auto entry = std::find_if(
            entries.begin(), entries.end(),
            [&program](const InstalledEntry& candidate) { return isOf(program, candidate); });
        if (entry == entries.end())
            continue;
        SecurityProduct product;
        product.known = program.id;
        product.name = entry->name.isEmpty() ? program.name : entry->name.simplified();
        product.place = tr("Installed apps");
        for (const SecurityProduct::Kind kind : program.kinds) {
            product.kind = kind;
            products.append(product);
        }
    }
    return products;
}

QList<SecurityProduct> merged(const QList<SecurityProduct>& told,
                              const QList<SecurityProduct>& installed,
                              const KnownPrograms& programs)
{
    QList<SecurityProduct> more;
    for (const SecurityProduct& product : installed)
        if (!hasProgram(told, product.known, programs))
            more.append(product);
    return told + more;
}

Result<QList<SecurityProduct>> lookIn(SecuritySources& sources,
                                      const QList<SecurityProduct>& installed,
                                      const KnownPrograms& programs)
{
    auto told = sources.securityCenter().map(ofCenter);
    if (!told) {
        if (const auto wmi = sources.wmi())
            told = ofWmi(*wmi);
    }
    if (told)
        return merged(*told, installed, programs);
    return installed.isEmpty() ? told : installed;
}

} // namespace reconnect::windows_os
