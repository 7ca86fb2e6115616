#include "platform/pac/engine.h"

#include "pac_prelude.h"
#include "platform/pac/computer.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <duktape.h>
#include <memory>

namespace reconnect::pac {
namespace {

// Counts what the script's heap holds. Each block carries its size before it.
struct Memory {
    std::size_t used = 0;
    bool exhausted = false;
};

constexpr std::size_t header = alignof(std::max_align_t);

void* allocate(void* user, duk_size_t size)
{
    auto* memory = static_cast<Memory*>(user);
    if (size == 0)
        return nullptr;
    if (size > maxMemory || memory->used + size > maxMemory) {
        memory->exhausted = true;
        return nullptr;
    }
    auto* block = static_cast<char*>(std::malloc(header + size));
    if (!block)
        return nullptr;
    std::memcpy(block, &size, sizeof size);
    memory->used += size;
    return block + header;
}

void release(void* user, void* pointer)
{
    if (!pointer)
        return;
    char* block = static_cast<char*>(pointer) - header;
    duk_size_t size = 0;
    std::memcpy(&size, block, sizeof size);
    static_cast<Memory*>(user)->used -= size;
    std::free(block);
}

void* reallocate(void* user, void* pointer, duk_size_t size)
{
    if (!pointer)
        return allocate(user, size);
    if (size == 0) {
        release(user, pointer);
        return nullptr;
    }
    void* grown = allocate(user, size);
    if (!grown)
        return nullptr;
    duk_size_t old = 0;
    std::memcpy(&old, static_cast<char*>(pointer) - header, sizeof old);
    std::memcpy(grown, pointer, std::min(old, size));
    release(user, pointer);
    return grown;
}

// Duktape can't go on after this, and must not return from it.
[[noreturn]] void giveUp(void* user, const char* message)
{
    std::fprintf(stderr, "%s\n", message ? message : "the engine gave up");
    const bool exhausted = static_cast<Memory*>(user)->exhausted;
    std::_Exit(int(exhausted ? Ending::Exhausted : Ending::Malformed));
}

void pushList(duk_context* context, const std::vector<std::string>& list)
{
    const duk_idx_t array = duk_push_array(context);
    for (std::size_t i = 0; i < list.size(); ++i) {
        duk_push_lstring(context, list[i].data(), list[i].size());
        duk_put_prop_index(context, array, duk_uarridx_t(i));
    }
}

duk_ret_t resolveForScript(duk_context* context)
{
    pushList(context, resolveAddresses(duk_require_string(context, 0)));
    return 1;
}

duk_ret_t ownForScript(duk_context* context)
{
    pushList(context, ownAddresses());
    return 1;
}

// Compiles and runs a program text; leaves the error on the stack when it says no.
bool runs(duk_context* context, const std::string& text)
{
    const bool fine = duk_peval_lstring(context, text.data(), text.size()) == 0;
    if (fine)
        duk_pop(context);
    return fine;
}

} // namespace

Evaluation evaluate(const std::string& script, const std::string& url, const std::string& host)
{
    if (script.size() > maxScript)
        return {Ending::TooLarge, "the script is too large"};
    Memory memory;
    const std::unique_ptr<duk_context, decltype(&duk_destroy_heap)> heap(
        duk_create_heap(allocate, reallocate, release, &memory, giveUp), duk_destroy_heap);
    duk_context* context = heap.get();
    if (!context)
        return {Ending::Exhausted, "no memory for the engine"};

    const auto broken = [&]() -> Evaluation {
        const char* text = duk_safe_to_string(context, -1);
        return {memory.exhausted ? Ending::Exhausted : Ending::Malformed,
                std::string(text).substr(0, 200)};
    };
    duk_push_c_function(context, resolveForScript, 1);
    duk_put_global_string(context, "resolveAddresses");
    duk_push_c_function(context, ownForScript, 0);
    duk_put_global_string(context, "ownAddresses");
    if (!runs(context, prelude) || !runs(context, script))
        return broken();

    duk_get_global_string(context, "FindProxyForURL");
    if (!duk_is_callable(context, -1))
        return {Ending::Malformed, "there is no function FindProxyForURL"};
    duk_push_lstring(context, url.data(), url.size());
    duk_push_lstring(context, host.data(), host.size());
    if (duk_pcall(context, 2) != 0)
        return broken();
    if (!duk_is_string(context, -1))
        return {Ending::Malformed, "FindProxyForURL returned no text"};
    duk_size_t size = 0;
    const char* answer = duk_get_lstring(context, -1, &size);
    if (size > maxAnswer)
        return {Ending::TooLarge, "the answer is too long"};
    return {Ending::Answered, std::string(answer, size)};
}

} // namespace reconnect::pac
