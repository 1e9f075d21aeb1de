#pragma once
// How the page of a report looks, on a screen and on A4. It needs nothing from anywhere else.

#include <string_view>

namespace steward::app::report {

inline constexpr std::string_view page_style = R"css(
@page { size: A4; margin: 14mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 8mm; max-width: 210mm; color: #1c2430;
  font: 9.5pt/1.4 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", system-ui, sans-serif; }
header { display: flex; justify-content: space-between; align-items: end; border-bottom: 2px solid #1d5c96; }
h1 { margin: 0 0 2mm; font-size: 18pt; }
h2 { margin: 6mm 0 2mm; font-size: 12.5pt; color: #1d5c96; }
header p { margin: 0 0 2mm; color: #55606e; text-align: right; }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: 3mm; margin: 5mm 0 0; padding: 0; list-style: none; }
.tiles li { border: 1px solid #d5dce4; border-radius: 2mm; padding: 2.5mm 3mm; }
.tiles b { display: block; font-size: 16pt; line-height: 1.2; }
.tiles span { color: #55606e; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 1.2mm 2mm; border-bottom: 1px solid #e3e8ee; text-align: right; white-space: nowrap;
  font-variant-numeric: tabular-nums; }
th { color: #55606e; font-weight: 600; border-bottom-color: #9aa7b5; }
th:first-child, td:first-child { text-align: left; }
svg { display: block; width: 100%; min-width: 14mm; height: 3.2mm; }
.track { fill: #e8edf2; } .share { fill: #1d5c96; } .missed { fill: #b3541e; }
section { break-inside: avoid; }
.nothing { padding: 12mm; text-align: center; color: #55606e; }
footer { margin-top: 6mm; padding-top: 2mm; border-top: 1px solid #d5dce4; color: #55606e; font-size: 9pt; }
@media print { body { padding: 0; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
)css";

}  // namespace steward::app::report
