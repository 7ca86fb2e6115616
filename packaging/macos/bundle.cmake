# The wizard as a bundle, with its icon; the other programs are put beside it by packaging/macos/package.
# Included on macOS alone, after the programs are made. Not run by the project yet (README in this folder).
find_program(RSVG_CONVERT rsvg-convert REQUIRED)
find_program(ICONUTIL iconutil REQUIRED)

set(iconset ${CMAKE_BINARY_DIR}/generated/app.iconset)
set(icns ${CMAKE_BINARY_DIR}/generated/app.icns)
file(MAKE_DIRECTORY ${iconset})
set(icon_commands "")
foreach(size 16 32 128 256 512)
    math(EXPR double "${size} * 2")
    list(APPEND icon_commands
         COMMAND ${RSVG_CONVERT} -w ${size} -h ${size} -o ${iconset}/icon_${size}x${size}.png
                 ${CMAKE_SOURCE_DIR}/resources/icons/app.svg
         COMMAND ${RSVG_CONVERT} -w ${double} -h ${double} -o ${iconset}/icon_${size}x${size}@2x.png
                 ${CMAKE_SOURCE_DIR}/resources/icons/app.svg)
endforeach()
add_custom_command(OUTPUT ${icns} ${icon_commands} COMMAND ${ICONUTIL} -c icns -o ${icns} ${iconset}
                   DEPENDS ${CMAKE_SOURCE_DIR}/resources/icons/app.svg VERBATIM)
add_custom_target(macos_icon DEPENDS ${icns})

set(info ${CMAKE_BINARY_DIR}/generated/Info.plist)
configure_file(${CMAKE_CURRENT_LIST_DIR}/Info.plist.in ${info} @ONLY)
add_dependencies(reconnect2026 macos_icon)
set_target_properties(reconnect2026 PROPERTIES MACOSX_BUNDLE ON MACOSX_BUNDLE_INFO_PLIST ${info})
add_custom_command(TARGET reconnect2026 POST_BUILD
    COMMAND ${CMAKE_COMMAND} -E copy ${icns} $<TARGET_BUNDLE_CONTENT_DIR:reconnect2026>/Resources/app.icns VERBATIM)

# Where a copy of the helper that root keeps finds the libraries of the app. That folder is one that others may
# write to; what keeps them out is the library validation of the hardened runtime, which loads nothing there but
# what the helper's own team or Apple has signed.
set_target_properties(reconnect2026-helper PROPERTIES
    BUILD_RPATH "/Applications/Reconnect 2026.app/Contents/Frameworks")
