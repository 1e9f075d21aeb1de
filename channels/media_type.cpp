#include "channels/media_type.hpp"

namespace steward::channels {

namespace {

using Form = domain::Media::Form;
using namespace std::string_view_literals;

struct Magic {
  size_t at;
  std::string_view bytes;
  size_t also_at;
  std::string_view also;
  MediaType type;
};

constexpr Magic table[] = {
    {0, "\xFF\xD8\xFF"sv, 0, "", {"image/jpeg", Form::photo, true}},
    {0, "\x89PNG\r\n\x1A\n"sv, 0, "", {"image/png", Form::photo, true}},
    {0, "GIF8"sv, 0, "", {"image/gif", Form::photo, true}},
    {0, "RIFF"sv, 8, "WEBP", {"image/webp", Form::photo, true}},
    {0, "OggS"sv, 0, "", {"audio/ogg", Form::voice, false}},
    {0, "\x1A\x45\xDF\xA3"sv, 0, "", {"audio/webm", Form::voice, false}},
    {0, "ID3"sv, 0, "", {"audio/mpeg", Form::voice, false}},
    {0, "\xFF\xFB"sv, 0, "", {"audio/mpeg", Form::voice, false}},
    {0, "RIFF"sv, 8, "WAVE", {"audio/wav", Form::voice, false}},
    {0, "#!AMR"sv, 0, "", {"audio/amr", Form::voice, false}},
    {4, "ftypM4A"sv, 0, "", {"audio/mp4", Form::voice, false}},
    {4, "ftyphei"sv, 0, "", {"image/heic", Form::file, false}},
    {4, "ftyp"sv, 0, "", {"video/mp4", Form::video, false}},
    {0, "%PDF-"sv, 0, "", {"application/pdf", Form::file, false}},
};

bool stands_at(std::string_view bytes, size_t at, std::string_view wanted) {
  return bytes.size() >= at + wanted.size() && bytes.substr(at, wanted.size()) == wanted;
}

}  // namespace

std::optional<MediaType> media_type_of(std::string_view bytes) {
  for (const Magic& row : table)
    if (stands_at(bytes, row.at, row.bytes) && stands_at(bytes, row.also_at, row.also)) return row.type;
  return std::nullopt;
}

}  // namespace steward::channels
