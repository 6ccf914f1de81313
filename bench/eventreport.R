# The modes of deaths and injuries by the R package eventreport, timed: Rscript eventreport.R LIBRARY REPORTS RUNS OUT
# LIBRARY is where eventreport is installed. Writes the modes of deaths_best and injuries_best to OUT, and prints seconds
# of the processor: of these two columns, then of all six (best, low, high), which is what maverick-representative gives.
given <- commandArgs(trailingOnly = TRUE)
.libPaths(c(given[1], .libPaths()))
suppressPackageStartupMessages(library(eventreport))
reports <- read.csv(given[2], encoding = "UTF-8")
best <- c("deaths_best", "injuries_best")
all_six <- c(best, "deaths_low", "injuries_low", "deaths_high", "injuries_high")
spent <- function(columns) {
  took <- system.time(modes <<- aggregateData(reports, group_var = "event_id", find_mode_numeric = columns))
  sum(took[c("user.self", "sys.self")])
}
invisible(spent(best))  # the first call loads what the others have
for (run in seq_len(as.integer(given[3]))) cat(as.character(packageVersion("eventreport")), spent(best), spent(all_six), "\n")
write.csv(modes[c("event_id", best)], given[4], row.names = FALSE)
