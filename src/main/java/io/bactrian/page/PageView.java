package io.bactrian.page;

import java.util.List;
import java.util.Map;

/** Everything that the template shows, in one language. Lists and what only a database knows may be empty. */
record PageView(
        String lang,
        String otherLang,
        Map<String, String> w,
        String title,
        Tone tone,
        String verdict,
        List<Issue> issues,
        boolean hasIssues,
        Notice notice,
        String asOf,
        boolean isKnown,
        List<AppView> apps,
        boolean hasSeveral,
        String failedInAll,
        boolean hasMoreFailed,
        List<RowViews.FailedView> failed,
        boolean hasFailed,
        List<RowViews.WaitingView> waiting,
        boolean hasWaiting,
        List<RowViews.RunView> runs,
        boolean hasRuns,
        String token) {
    /** What became of a button that was pressed. */
    record Notice(Tone tone, String text) {}

    static PageView of(PageParts parts, LatestBoard.Look look, Words words, Notice notice, String token) {
        long now = parts.clock().millis();
        Board board = look.board();
        List<Issue> issues = Findings.of(parts, words, look, now);
        Tone worst = issues.isEmpty() ? Tone.OK : issues.get(0).tone();
        List<RowViews.FailedView> failed = board == null ? List.of() : RowViews.failed(board, words, now);
        List<RowViews.WaitingView> waiting = board == null ? List.of() : RowViews.waiting(board, words, now);
        List<RowViews.RunView> runs = board == null ? List.of() : RowViews.runs(board, words, now);
        return new PageView(
                words.language().code(),
                words.language().other().code(),
                words.all(),
                issues.isEmpty() ? words.say("title") : words.say("title-issues", issues.size()),
                worst,
                issues.isEmpty() ? words.say("verdict-ok") : words.say("verdict-issues", issues.size()),
                issues,
                !issues.isEmpty(),
                notice,
                board == null
                        ? words.say("as-of-nothing")
                        : words.say(
                                "as-of",
                                words.moment(board.at(), now).clock(),
                                parts.zone().getId()),
                board != null,
                parts.connections().stream()
                        .map(connection -> AppView.of(parts, connection, board, words, now))
                        .toList(),
                parts.connections().size() > 1,
                board == null ? "" : words.number(board.failedInAll()),
                board != null && board.failedInAll() > failed.size(),
                failed,
                !failed.isEmpty(),
                waiting,
                !waiting.isEmpty(),
                runs,
                !runs.isEmpty(),
                token);
    }
}
