#pragma once

// As core/precompiled.h, for the tests: Catch2's header alone takes seconds.

#include "core/precompiled.h"
#include "tests/catch.h"
#include "tests/support/wait.h"
