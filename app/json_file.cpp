#include "app/json_file.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <vector>

namespace steward::app {
namespace {

using Json = nlohmann::ordered_json;

// Hands characters to the parser and tells others how far it has come.
class Reader {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Reader(const char* at, const char** seen) : at_(at), seen_(seen) {}
  reference operator*() const { return *at_; }
  Reader& operator++() {
    *seen_ = ++at_;
    return *this;
  }
  Reader operator++(int) {
    Reader before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Reader& other) const { return at_ == other.at_; }

 private:
  const char* at_;
  const char** seen_;
};

// Builds the value and notes the line of each key and list item.
class Builder : public nlohmann::json_sax<Json> {
 public:
  Builder(const char* begin, const char** seen, int first_line, std::unordered_map<std::string, int>& lines)
      : counted_(begin), seen_(seen), line_(first_line), lines_(lines) {}

  bool null() override { return put(nullptr); }
  bool boolean(bool value) override { return put(value); }
  bool number_integer(number_integer_t value) override { return put(value); }
  bool number_unsigned(number_unsigned_t value) override { return put(value); }
  bool number_float(number_float_t value, const string_t&) override { return put(value); }
  bool string(string_t& value) override { return put(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    Frame& frame = frames_.back();
    frame.key = std::move(name);
    const std::string pointer = pointer_to(frame.pointer, frame.key);
    const auto [known, is_new] = lines_.emplace(pointer, line());
    if (!is_new)
      return fail("\"" + frame.key + "\" stands here a second time; first on line " +
                  std::to_string(known->second));
    return true;
  }

  bool parse_error(std::size_t, const std::string& token, const nlohmann::json::exception& error) override {
    const bool is_end =
        std::string_view{error.what()}.find("unexpected end of input") != std::string_view::npos;
    return fail(is_end ? "not JSON: the file ends too early, or a sign is missing"
                       : "not JSON: cannot go on at `" + token + "`");
  }

  Json root;
  std::string trouble;
  int trouble_line = 0;

 private:
  struct Frame {
    Json* value;
    std::string pointer;
    std::string key;
  };

  // The newline that was read to see where a number ends belongs to the next line.
  int line() {
    const char* upto = *seen_ ? *seen_ - 1 : counted_;
    for (; counted_ < upto; ++counted_) line_ += *counted_ == '\n';
    return line_;
  }

  bool fail(std::string text) {
    trouble = std::move(text);
    trouble_line = line();
    return false;
  }

  Json* place(Json value) {
    if (frames_.empty()) {
      root = std::move(value);
      lines_.emplace("", line());
      return &root;
    }
    Frame& frame = frames_.back();
    if (frame.value->is_object()) return &((*frame.value)[frame.key] = std::move(value));
    frame.value->push_back(std::move(value));
    lines_.emplace(frame.pointer + "/" + std::to_string(frame.value->size() - 1), line());
    return &frame.value->back();
  }

  bool put(Json value) {
    place(std::move(value));
    return true;
  }

  bool open(Json value) {
    if (frames_.size() >= 32) return fail("nested too deeply");
    std::string pointer;
    if (!frames_.empty()) {
      const Frame& frame = frames_.back();
      pointer = frame.value->is_object() ? pointer_to(frame.pointer, frame.key)
                                         : frame.pointer + "/" + std::to_string(frame.value->size());
    }
    Json* placed = place(std::move(value));
    frames_.push_back({placed, std::move(pointer), {}});
    return true;
  }

  bool close() {
    frames_.pop_back();
    return true;
  }

  const char* counted_;
  const char** seen_;
  int line_;
  std::unordered_map<std::string, int>& lines_;
  std::vector<Frame> frames_;
};

}  // namespace

std::string pointer_to(const std::string& parent, std::string_view key) {
  std::string pointer = parent + "/";
  for (const char c : key) {
    if (c == '~')
      pointer += "~0";
    else if (c == '/')
      pointer += "~1";
    else
      pointer += c;
  }
  return pointer;
}

std::optional<std::string> file_text(const std::filesystem::path& path, Problems& problems) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  if (!in || std::filesystem::is_directory(path) || !(text << in.rdbuf())) {
    if (in && !std::filesystem::is_directory(path) && text.str().empty()) return std::string();
    problems.add(path.string(), 0,
                 std::filesystem::exists(path) ? "cannot be read" : "there is no such file");
    return std::nullopt;
  }
  return text.str();
}

std::shared_ptr<const JsonFile> JsonFile::read(const std::filesystem::path& path, Problems& problems) {
  const auto text = file_text(path, problems);
  return text ? parse(path.string(), *text, problems) : nullptr;
}

std::shared_ptr<const JsonFile> JsonFile::parse(std::string name, std::string_view text, Problems& problems,
                                                int first_line) {
  auto file = std::make_shared<JsonFile>();
  const char* seen = nullptr;
  Builder builder(text.data(), &seen, first_line, file->lines_);
  const bool is_json = Json::sax_parse(Reader(text.data(), &seen), Reader(text.data() + text.size(), &seen),
                                       &builder, nlohmann::detail::input_format_t::json, true, true);
  if (!is_json) {
    problems.add(std::move(name), builder.trouble_line, builder.trouble);
    return nullptr;
  }
  file->name_ = std::move(name);
  file->root_ = std::make_shared<const Json>(std::move(builder.root));
  return file;
}

int JsonFile::line_of(const std::string& pointer) const {
  const auto found = lines_.find(pointer);
  return found == lines_.end() ? 0 : found->second;
}

std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder, Problems& problems) {
  std::vector<std::filesystem::path> files;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  if (failed) problems.add(folder.string(), 0, "is no folder that can be read");
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace steward::app
