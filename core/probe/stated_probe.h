#pragma once

#include "core/probe/probe.h"

namespace reconnect {

// Answers what is known before anything is asked: facts read from the computer's own settings.
class StatedProbe : public Probe {
public:
    explicit StatedProbe(Observation stated)
        : Probe(blankOf(stated))
        , m_stated(std::move(stated))
    {
    }

protected:
    void run() override { conclude(m_stated); }

private:
    static Observation blankOf(const Observation& stated)
    {
        Observation blank;
        blank.id = stated.id;
        blank.layer = stated.layer;
        blank.target = stated.target;
        return blank;
    }

    Observation m_stated;
};

} // namespace reconnect
