# Turns resources/icons/*.svg into the PNGs that the wizard carries, in every size it shows them at
# 100, 200 and 300 %. At build time, because Qt's SVG module is not there on every target.
find_program(RSVG_CONVERT rsvg-convert REQUIRED)
set(icons_dir ${CMAKE_CURRENT_BINARY_DIR}/icons)
set(icons_source ${CMAKE_SOURCE_DIR}/resources/icons)
set(icons_qrc ${icons_dir}/icons.qrc)
file(MAKE_DIRECTORY ${icons_dir})
set(icons_png "")
set(icons_entries "")

function(reconnect_icon name sizes)
    foreach(size ${sizes})
        set(png ${name}-${size}.png)
        add_custom_command(OUTPUT ${icons_dir}/${png}
            COMMAND ${RSVG_CONVERT} -w ${size} -h ${size} -o ${icons_dir}/${png}
                    ${icons_source}/${name}.svg
            DEPENDS ${icons_source}/${name}.svg VERBATIM)
        list(APPEND icons_png ${icons_dir}/${png})
        string(APPEND icons_entries "    <file>${png}</file>\n")
    endforeach()
    set(icons_png ${icons_png} PARENT_SCOPE)
    set(icons_entries ${icons_entries} PARENT_SCOPE)
endfunction()

foreach(shape waiting checking fine attention blocked unknown skipped fixed)
    reconnect_icon(${shape} "16;32;40;48;80;120")
endforeach()
reconnect_icon(app "16;32;48;64;128;256")

file(CONFIGURE OUTPUT ${icons_qrc} @ONLY CONTENT
     "<RCC>\n  <qresource prefix=\"/icons\">\n@icons_entries@  </qresource>\n</RCC>\n")
add_custom_target(icons DEPENDS ${icons_png})
