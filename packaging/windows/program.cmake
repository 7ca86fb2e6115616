# reconnect_program(TARGET DESCRIPTION): on Windows, gives a program its icon, version and manifest,
# and installs it; the other systems have other ways.
if(NOT WIN32)
    function(reconnect_program target description)
    endfunction()
    return()
endif()

enable_language(RC)
find_program(RSVG_CONVERT rsvg-convert REQUIRED)
find_program(ICOTOOL icotool REQUIRED)

set(windows_dir ${CMAKE_CURRENT_LIST_DIR})
set(windows_icon ${CMAKE_BINARY_DIR}/generated/app.ico)
set(icon_commands "")
set(icon_sizes "")
foreach(size 16 20 24 32 40 48 64 256)
    set(png ${CMAKE_BINARY_DIR}/generated/app-${size}.png)
    list(APPEND icon_commands COMMAND ${RSVG_CONVERT} -w ${size} -h ${size} -o ${png}
         ${CMAKE_SOURCE_DIR}/resources/icons/app.svg)
    # The largest is kept as a PNG: as a bitmap it would be a quarter of a megabyte.
    if(size EQUAL 256)
        list(APPEND icon_sizes --raw=${png})
    else()
        list(APPEND icon_sizes ${png})
    endif()
endforeach()
file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/generated)
add_custom_command(OUTPUT ${windows_icon} ${icon_commands}
    COMMAND ${ICOTOOL} --create -o ${windows_icon} ${icon_sizes}
    DEPENDS ${CMAKE_SOURCE_DIR}/resources/icons/app.svg VERBATIM)
add_custom_target(windows_icon DEPENDS ${windows_icon})

function(reconnect_program target description)
    set(icon ${windows_icon})
    set(folder ${CMAKE_CURRENT_BINARY_DIR})
    configure_file(${windows_dir}/program.manifest.in ${target}.manifest @ONLY)
    configure_file(${windows_dir}/program.rc.in ${target}.rc @ONLY)
    target_sources(${target} PRIVATE ${folder}/${target}.rc)
    set_source_files_properties(${folder}/${target}.rc PROPERTIES
        OBJECT_DEPENDS "${folder}/${target}.manifest")
    add_dependencies(${target} windows_icon)
    if(MSVC)
        target_link_options(${target} PRIVATE /MANIFEST:NO)
    endif()
    install(TARGETS ${target} RUNTIME DESTINATION .)
endfunction()
