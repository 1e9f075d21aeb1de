# steward_scripts(NAME FOLDER HEADER): the Lua scripts of a folder as a source of the library; HEADER declares
# `std::string_view lua_text(std::string_view name)` in steward::storage::redis.
function(steward_scripts name folder header)
  file(GLOB scripts CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*.lua)
  set(rows "")
  foreach(script ${scripts})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${script})
    get_filename_component(stem ${script} NAME_WE)
    file(READ ${script} text)
    string(APPEND rows "  if (name == \"${stem}\") return R\"lua(${text})lua\";\n")
  endforeach()
  set(out ${PROJECT_BINARY_DIR}/scripts_${name}.cpp)
  file(GENERATE OUTPUT ${out} CONTENT "#include \"${header}\"\n\n#include <stdexcept>\n
namespace steward::storage::redis {\n\nstd::string_view lua_text(std::string_view name) {\n${rows}
  throw std::logic_error(\"no such script\");\n}\n\n}  // namespace steward::storage::redis\n")
  target_sources(steward_${name} PRIVATE ${out})
endfunction()
