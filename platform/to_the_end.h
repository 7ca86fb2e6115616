#pragma once

#include <memory>

namespace reconnect {

// While one lives, this process is ended neither with the one that started it nor by what a
// terminal, a logout or a person sends to it and its neighbours; what it starts meanwhile is out of
// their reach too, and takes nothing of that on. Only a kill that names it, or a power cut, still
// ends it. For what must not stop half way. Defined in the native/ folder of the system that CMake
// selects.
class ToTheEnd {
public:
    ToTheEnd();
    ToTheEnd(const ToTheEnd&) = delete;
    ToTheEnd& operator=(const ToTheEnd&) = delete;
    ~ToTheEnd();

private:
    struct Before;
    std::unique_ptr<Before> m_before;
};

} // namespace reconnect
