# cmake -DFOLDER=… -DOUT=… -P embed.cmake: writes a C++ source that holds the files of a folder, for console/page.hpp.
file(GLOB_RECURSE files RELATIVE ${FOLDER} ${FOLDER}/*)
list(SORT files)
set(arrays "")
set(rows "")
set(index 0)
foreach(name ${files})
  file(READ ${FOLDER}/${name} hex HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${hex}")
  file(SIZE ${FOLDER}/${name} size)
  string(APPEND arrays "constexpr unsigned char file_${index}[] = {${bytes}0};\n")
  string(APPEND rows "    {\"${name}\", {reinterpret_cast<const char*>(file_${index}), ${size}}},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUT}.new "#include \"console/page.hpp\"\n\nnamespace steward::console {\nnamespace {\n\n${arrays}\n}  // namespace\n
std::span<const EmbeddedFile> embedded_files() {\n  static const EmbeddedFile files[] = {\n${rows}  };\n  return files;\n}\n
}  // namespace steward::console\n")
file(RENAME ${OUT}.new ${OUT})
