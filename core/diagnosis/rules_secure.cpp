#include "core/diagnosis/rules.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <algorithm>

namespace reconnect {
namespace {

bool isDate(Row row)
{
    return hasVerifyError(row, {"expired", "not-yet-valid", "tls-expired", "tls-not-yet-valid"});
}

bool isForeign(Row row)
{
    return hasVerifyError(row, {"untrusted-issuer", "self-signed", "name-mismatch", "revoked",
                                "bad-certificate", "tls-untrusted-issuer", "tls-self-signed",
                                "tls-name-mismatch", "tls-revoked", "tls-bad-certificate"});
}

Rows those(const Rows& rows, bool (*wanted)(Row))
{
    Rows result;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(result), wanted);
    return result;
}

QString issuerOf(Row row)
{
    const QJsonArray chain = row->detail.value(QStringLiteral("chain")).toArray();
    if (chain.isEmpty())
        return {};
    const QJsonValue leaf = chain.first();
    for (const char* key : {"issuerOrganization", "issuer"}) {
        QString name = leaf[QLatin1String(key)].toString();
        // "CN=Some CA,O=…" or just the name.
        static const QRegularExpression common(QStringLiteral("CN\\s*=\\s*([^,/]+)"));
        const auto match = common.match(name);
        if (match.hasMatch())
            name = match.captured(1);
        if (!name.simplified().isEmpty())
            return name.simplified();
    }
    return {};
}

// `word` stands in `text` as a whole, in either case.
bool names(const QString& text, const QString& word)
{
    for (qsizetype at = 0; (at = text.indexOf(word, at, Qt::CaseInsensitive)) >= 0; ++at) {
        const qsizetype end = at + word.size();
        const bool begins = at == 0 || !text.at(at - 1).isLetterOrNumber();
        if (begins && (end == text.size() || !text.at(end).isLetterOrNumber()))
            return true;
    }
    return false;
}

// The security program of this computer that the shown certificate bears the name of.
QString signerOf(Row row, const Rows& programs)
{
    constexpr qsizetype tooShort = 3; // to be anybody's name
    const QJsonArray chain = row->detail.value(QStringLiteral("chain")).toArray();
    for (const Row program : programs) {
        const QString maker = text(program, "maker");
        if (maker.size() < tooShort)
            continue;
        for (const QJsonValue certificate : chain)
            for (const char* key : {"issuer", "issuerOrganization"})
                if (names(certificate[QLatin1String(key)].toString(), maker))
                    return text(program, "name");
    }
    return {};
}

// Where the client shakes hands with Zoom: in the proxies it uses, or at Zoom's addresses.
Rows handshakes(const Facts& facts, const Found& found)
{
    Rows rows = facts.proxies.used;
    if (!facts.proxies.alive())
        rows += pathToZoom(facts, found).tls;
    return rows;
}

} // namespace

Answer clockWrong(const Facts& facts, const Found& found)
{
    if (found.hasAny({Cause::NoNetwork, Cause::CaptivePortal}))
        return {};
    const Row clock = facts.local.clock;
    Rows zoom = those(facts.proxies.used + Rows{facts.zoom.tls} + facts.zoom.independentTls +
                          facts.zoom.otherTls,
                      isDate);
    const Rows controls = those(facts.controls.tls, isDate);
    if (zoom.isEmpty() && controls.isEmpty())
        return {};
    const auto answer = [&](Confidence confidence) {
        Finding result = finding(Cause::ClockWrong, confidence, Rows{clock} + zoom + controls);
        const QJsonValue offset =
            clock ? clock->detail.value(QStringLiteral("offsetSeconds")) : QJsonValue();
        if (bad(clock) && offset.isDouble())
            setValue(result, "offsetSeconds", QString::number(qint64(offset.toDouble())));
        return result;
    };
    if (hasError(clock, {"wrong"}))
        return answer(Confidence::Certain);
    // Without a witness of the time: everybody's certificates can't have run out at once.
    const bool everybody = !controls.isEmpty() && facts.controls.tlsPassed().isEmpty();
    if (!passed(clock) && everybody && !zoom.isEmpty())
        return answer(Confidence::Likely);
    return {};
}

Answer tlsIntercepted(const Facts& facts, const Found& found)
{
    if (found.hasAny({Cause::NoNetwork, Cause::CaptivePortal}))
        return {};
    for (const Row row : handshakes(facts, found)) {
        const bool date = isDate(row) && !found.has(Cause::ClockWrong);
        if (!isForeign(row) && !date)
            continue;
        const Rows alike = those(facts.controls.tls, isForeign);
        // One server with a certificate that ran out is an oversight as often as a filter.
        const Confidence confidence = isForeign(row) ? Confidence::Certain : Confidence::Possible;
        Finding result = finding(Cause::TlsIntercepted, confidence, Rows{row} + alike);
        setValue(result, "issuer", issuerOf(row));
        setValue(result, "product", signerOf(row, facts.local.programs));
        if (!facts.controls.tlsPassed().isEmpty())
            setValue(result, "mechanism", QStringLiteral("zoom-only"));
        else if (!alike.isEmpty())
            setValue(result, "mechanism", QStringLiteral("everybody"));
        return result;
    }
    return {};
}

} // namespace reconnect
