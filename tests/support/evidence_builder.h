#pragma once

#include "core/diagnosis/diagnosis.h"

#include <QJsonArray>
#include <QJsonObject>

namespace reconnect::test {

// Evidence in the shape of core/probe/EVIDENCE.md, for tables of symptoms. Starts as that of a
// healthy computer; each call replaces the row with its id.
class EvidenceBuilder {
public:
    EvidenceBuilder();

    EvidenceBuilder& passes(const QString& id, QJsonObject detail = {});
    EvidenceBuilder& fails(const QString& id, const char* error, QJsonObject detail = {});
    EvidenceBuilder& silent(const QString& id, QJsonObject detail = {});
    EvidenceBuilder& is(const QString& id, Outcome outcome, const char* error,
                        QJsonObject detail = {});
    EvidenceBuilder& without(const QString& idPrefix);

    // Every Zoom host alike: TCP, and what stands on it. An empty error is silence.
    EvidenceBuilder& zoomTcp(const char* error, int ms = 10);
    EvidenceBuilder& zoomTls(const char* error, const QString& issuer = {},
                             const QStringList& names = {QStringLiteral("zoom.us")});
    EvidenceBuilder& zoomUdp(const char* error);
    EvidenceBuilder& zoomUnresolved(const char* systemError, const char* serverError);
    EvidenceBuilder& zoomLeadsTo(const QString& address);
    EvidenceBuilder& independentNames(const char* error);
    EvidenceBuilder& controlsTcp(const char* error);
    EvidenceBuilder& controlsTls(const char* error);
    EvidenceBuilder& nothingDirect(); // neither Zoom nor anybody else
    EvidenceBuilder& status(const char* indicator);
    EvidenceBuilder& hosts(const QString& name, const QString& address);
    EvidenceBuilder& proxy(const QString& address, const char* error, QJsonObject detail = {});
    EvidenceBuilder& cancelled();

    Evidence evidence() const { return m_evidence; }
    Diagnosis diagnosis() const { return diagnose(m_evidence); }

private:
    Observation& row(const QString& id);
    Evidence m_evidence;
};

// The address that answers for zoom.us in a healthy network, and its control's.
inline const QString zoomAddress = QStringLiteral("203.0.113.5");

// "network-firewall + proxy-unreachable": the verdict and the other causes.
QString causes(const Diagnosis& diagnosis);
QString notes(const Diagnosis& diagnosis); // "udp-blocked", without client-missing

} // namespace reconnect::test
