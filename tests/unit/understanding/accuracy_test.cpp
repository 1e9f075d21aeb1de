// How much of some fourteen hundred messages is understood. The floors keep what was reached; a change that
// falls below one has to be looked at, not the floor.

#include <gtest/gtest.h>

#include "understanding_under_test.hpp"

namespace steward::understanding {
namespace {

struct Row {
  std::string text, intent, trade, hazard, unit, phone;
};

std::vector<Row> labelled() {
  std::vector<Row> labelled;
  for (const char* table : {"messages.tsv", "more_messages.tsv"})
    for (const auto& cells : rows_of(table))
      labelled.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]});
  return labelled;
}

// The share of rows for which `is_right` holds, and the texts for which it does not.
template <class Check>
double share_right(const std::vector<Row>& rows, Check is_right, std::string& wrong) {
  size_t right = 0;
  for (const Row& row : rows) {
    if (is_right(row, understood(row.text)))
      ++right;
    else
      wrong += "\n  " + row.text;
  }
  return static_cast<double>(right) / static_cast<double>(rows.size());
}

TEST(Accuracy, the_tables_are_there) { EXPECT_GE(labelled().size(), 650u); }

TEST(Accuracy, of_intents) {
  std::string wrong;
  const auto is_right = [](const Row& row, const domain::Features& f) {
    return to_string(f.main().intent) == row.intent;
  };
  EXPECT_GE(share_right(labelled(), is_right, wrong), 0.95) << wrong;
}

TEST(Accuracy, of_trades) {
  std::string wrong;
  const auto is_right = [](const Row& row, const domain::Features& f) { return f.main().trade == row.trade; };
  EXPECT_GE(share_right(labelled(), is_right, wrong), 0.95) << wrong;
}

TEST(Accuracy, hazards_are_not_missed) {
  std::vector<Row> rows = labelled();
  std::erase_if(rows, [](const Row& row) { return row.hazard == "none"; });
  std::string missed;
  const auto is_right = [](const Row& row, const domain::Features& f) {
    return to_string(f.main().hazard) == row.hazard;
  };
  EXPECT_GE(share_right(rows, is_right, missed), 0.98) << missed;
}

TEST(Accuracy, few_alarms_are_false) {
  std::vector<Row> rows = labelled();
  std::erase_if(rows, [](const Row& row) { return row.hazard != "none"; });
  std::string alarmed;
  const auto is_right = [](const Row&, const domain::Features& f) {
    return f.main().hazard == domain::Hazard::none;
  };
  EXPECT_GE(share_right(rows, is_right, alarmed), 0.98) << alarmed;
}

TEST(Accuracy, of_units_and_phones) {
  std::string wrong;
  const auto is_right = [](const Row& row, const domain::Features& f) {
    return f.main().unit == row.unit && f.phone == row.phone;
  };
  EXPECT_GE(share_right(labelled(), is_right, wrong), 0.98) << wrong;
}

}  // namespace
}  // namespace steward::understanding
