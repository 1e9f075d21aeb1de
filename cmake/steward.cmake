# steward_library(NAME DEPENDENCY…): the sources of one folder (and its subfolders, main.cpp excepted) as a library.
# steward_test(NAME FOLDER DEPENDENCY…): the tests of one folder as one executable, known to ctest.

add_library(steward_flags INTERFACE)
target_include_directories(steward_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(steward_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor
  -Wno-missing-field-initializers $<$<BOOL:${STEWARD_WERROR}>:-Werror>)
target_compile_definitions(steward_flags INTERFACE BOOST_ASIO_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED
  BOOST_BEAST_SEPARATE_COMPILATION)
if(STEWARD_SANITIZE)
  target_compile_options(steward_flags INTERFACE -fsanitize=${STEWARD_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(steward_flags INTERFACE -fsanitize=${STEWARD_SANITIZE})
endif()

function(steward_library name)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(NOT sources)
    add_library(steward_${name} INTERFACE)
    set(scope INTERFACE)
  else()
    add_library(steward_${name} STATIC ${sources})
    set(scope PUBLIC)
  endif()
  target_link_libraries(steward_${name} ${scope} steward_flags)
  foreach(dependency ${ARGN})
    if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/${dependency})
      target_link_libraries(steward_${name} ${scope} steward_${dependency})
    else()
      target_link_libraries(steward_${name} ${scope} ${dependency})
    endif()
  endforeach()
endfunction()

function(steward_test name folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  add_executable(${name} ${sources})
  target_compile_definitions(${name} PRIVATE STEWARD_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE GTest::gmock GTest::gtest_main)
  foreach(dependency ${ARGN})
    target_link_libraries(${name} PRIVATE steward_${dependency})
  endforeach()
  add_test(NAME ${name} COMMAND ${name})
endfunction()

# steward_embed(NAME FOLDER): the files of a folder as a source of the library, so that the program needs no other.
function(steward_embed name folder)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${folder}/*)
  set(out ${PROJECT_BINARY_DIR}/embedded_${name}.cpp)
  add_custom_command(OUTPUT ${out} DEPENDS ${files} ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    COMMAND ${CMAKE_COMMAND} -DFOLDER=${PROJECT_SOURCE_DIR}/${folder} -DOUT=${out}
            -P ${PROJECT_SOURCE_DIR}/cmake/embed.cmake
    COMMENT "Embedding ${folder}")
  target_sources(steward_${name} PRIVATE ${out})
endfunction()
