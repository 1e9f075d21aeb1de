#include "console/answers.hpp"

#include "net/log.hpp"
#include "notices/page_to_post.hpp"

#include <openssl/evp.h>
#include <openssl/sha.h>

#include <array>

namespace steward::console {
namespace {

using domain::Refusal;

struct Row {
  Refusal refusal;
  int status;
  std::string_view slug, title;
};
constexpr std::array<Row, 7> refusals{{
    {Refusal::not_found, 404, "not-found", "Not found"},
    {Refusal::not_allowed, 403, "not-allowed", "Not allowed"},
    {Refusal::not_now, 409, "not-now", "Not possible in this state"},
    {Refusal::already_taken, 409, "already-taken", "Somebody else has it already"},
    {Refusal::not_offered, 409, "not-offered", "It was not offered to them"},
    {Refusal::bad_input, 422, "bad-input", "Something is missing or wrong"},
    {Refusal::which_site, 422, "which-site", "Several sites have this unit: say which one"},
}};

std::string sha256_base64(std::string_view text) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash.data());
  std::array<unsigned char, 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1> encoded{};
  EVP_EncodeBlock(encoded.data(), hash.data(), SHA256_DIGEST_LENGTH);
  return reinterpret_cast<const char*>(encoded.data());
}

// The one style that stands in a page is that of a notice to be posted: the board opens it in a window, which
// has the board's policy.
const std::string& policy() {
  static const std::string all =
      "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-" +
      sha256_base64(notices::style_of_page()) +
      "'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; "
      "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  return all;
}

}  // namespace

net::Response failed(const net::Error& error) {
  if (error.code == "busy")
    return net::problem(409, "busy", "Somebody is changing this right now", "Try again.");
  net::log::warn("console_store_failed", {{"error", net::to_string(error)}});
  if (error.code == "unreadable")
    return net::problem(500, "unreadable", "What is kept of this cannot be read", "The log says what it is.");
  net::Response answer =
      net::problem(503, "unavailable", "The desk's store cannot be reached", "Try again soon.");
  answer.headers.set("Retry-After", "2");
  return answer;
}

net::Response refused(Refusal refusal) {
  for (const Row& row : refusals)
    if (row.refusal == refusal) return net::problem(row.status, row.slug, row.title);
  return net::problem(409, "refused", "Refused");
}

net::Response not_found() { return refused(Refusal::not_found); }

net::Response bad_input(std::string_view detail) {
  return net::problem(422, "bad-input", "Something is missing or wrong", detail);
}

net::Response wrong_field(const WrongField& wrong) {
  net::Response answer = bad_input(wrong.detail);
  answer.body.pop_back();
  answer.body += ",\"field\":" + net::json_quoted(wrong.field) + ",\"why\":" + net::json_quoted(wrong.why) +
                 ",\"named\":" + net::json_quoted(wrong.named) + "}";
  return answer;
}

net::Response told(const net::Result<storage::Outcome>& outcome) {
  using What = storage::Outcome::What;
  if (!outcome) return failed(outcome.error());
  if (outcome->what == What::refused) return refused(outcome->refusal);
  if (outcome->what == What::set_aside)
    return net::problem(500, "set-aside", "Could not be decided",
                        "It was set aside with its text for a person.");
  const std::string_view word = outcome->what == What::repeated ? "repeated" : "applied";
  return net::json(200, "{\"outcome\":" + net::json_quoted(word) +
                            ",\"answer\":" + net::json_quoted(outcome->answer) + "}");
}

void secure(net::Response& response) {
  response.headers.set("Content-Security-Policy", policy());
  response.headers.set("X-Content-Type-Options", "nosniff");
  response.headers.set("Referrer-Policy", "no-referrer");
  response.headers.set("X-Frame-Options", "DENY");
  response.headers.set("Cross-Origin-Opener-Policy", "same-origin");
  response.headers.set("Cross-Origin-Resource-Policy", "same-origin");
  response.headers.set("Permissions-Policy", "camera=(self), microphone=(self), geolocation=()");
  if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
}

}  // namespace steward::console
