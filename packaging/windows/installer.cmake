# What is installed on Windows beside the programs, and the installer: `cpack` after a build.
# https://cmake.org/cmake/help/latest/cpack_gen/nsis.html
set(qt_plugins ${QT6_INSTALL_PREFIX}/${QT6_INSTALL_PLUGINS})
set(dll_folders ${QT6_INSTALL_PREFIX}/${QT6_INSTALL_BINS} ${CMAKE_CXX_IMPLICIT_LINK_DIRECTORIES})
list(JOIN dll_folders "\" \"" dll_folders)
set(dll_folders "\"${dll_folders}\"")
configure_file(packaging/windows/deploy.cmake.in generated/deploy.cmake @ONLY)
install(SCRIPT ${CMAKE_BINARY_DIR}/generated/deploy.cmake)
install(FILES LICENSE packaging/windows/third-party.txt DESTINATION licences)
# Qt's licence wants its words to come along; Debian has them.
set(lgpl /usr/share/common-licenses)
if(EXISTS ${lgpl}/LGPL-3)
    install(FILES ${lgpl}/LGPL-3 ${lgpl}/GPL-3 DESTINATION licences)
endif()
if(MSVC)
    set(CMAKE_INSTALL_SYSTEM_RUNTIME_DESTINATION .)
    include(InstallRequiredSystemLibraries)
endif()

set(CPACK_GENERATOR NSIS)
set(CPACK_PACKAGE_NAME "Reconnect 2026")
set(CPACK_PACKAGE_VENDOR "Reconnect 2026")
set(CPACK_PACKAGE_FILE_NAME reconnect2026-${PROJECT_VERSION}-win64)
set(CPACK_PACKAGE_INSTALL_DIRECTORY "Reconnect 2026")
# The 32-bit stub would leave a 64-bit Windows to its emulation, and does nothing under Wine.
set(CPACK_NSIS_DEFINES "Target amd64-unicode")
set(CPACK_NSIS_COMPRESSOR "/SOLID lzma")
file(TO_NATIVE_PATH ${CMAKE_BINARY_DIR}/generated/app.ico CPACK_NSIS_MUI_ICON)
# NSIS.template.in beside this file: CPack's own always installs for all users.
set(CPACK_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
include(CPack)
