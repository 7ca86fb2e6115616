// macOS has none.
#pragma once
