package io.bactrian.page;

import io.bactrian.run.RunLedger;
import java.time.Duration;
import java.util.List;

/** The rows of the page's tables, as text that is ready to be shown. */
final class RowViews {
    private RowViews() {}

    /** Fields may be {@code null}. */
    record FailedView(
            String connection,
            String id,
            String title,
            String template,
            String error,
            String attempts,
            Words.Moment failed) {}

    /** Fields may be {@code null}. */
    record WaitingView(
            String connection,
            String id,
            String title,
            String template,
            String originator,
            String approvers,
            Words.Moment created) {}

    /** {@code message} may be {@code null}. */
    record RunView(
            String connection,
            String command,
            String meaning,
            Tone tone,
            String state,
            Words.Moment started,
            String took,
            String read,
            String created,
            String changed,
            String failed,
            Tone failedTone,
            String calls,
            String message) {}

    static List<FailedView> failed(Board board, Words words, long now) {
        return board.failed().stream()
                .map(item -> new FailedView(
                        item.connection(),
                        item.id(),
                        item.title(),
                        item.template(),
                        words.told(item.error()),
                        words.number(item.attempts()),
                        words.moment(item.failedAt(), now)))
                .toList();
    }

    static List<WaitingView> waiting(Board board, Words words, long now) {
        return board.waiting().stream()
                .map(approval -> new WaitingView(
                        approval.connection(),
                        approval.id(),
                        approval.title(),
                        approval.template(),
                        approval.originator(),
                        approval.approvers(),
                        words.moment(approval.createdAt(), now)))
                .toList();
    }

    static List<RunView> runs(Board board, Words words, long now) {
        return board.runs().stream().map(run -> run(run, words, now)).toList();
    }

    private static RunView run(Board.LastRun run, Words words, long now) {
        long end = run.endedAt() == null ? now : run.endedAt();
        return new RunView(
                run.connection(),
                run.command(),
                words.word("command", run.command()),
                runTone(run.state()),
                words.word("state", run.state()),
                words.moment(run.startedAt(), now),
                words.span(Duration.ofMillis(end - run.startedAt())),
                words.number(run.read()),
                words.number(run.created()),
                words.number(run.changed()),
                words.number(run.failed()),
                run.failed() > 0 ? Tone.WARN : Tone.CALM,
                words.number(run.calls()),
                words.told(run.message()));
    }

    static Tone runTone(String state) {
        return switch (state) {
            case RunLedger.SUCCEEDED -> Tone.OK;
            case RunLedger.FAILED, "died" -> Tone.BAD;
            default -> Tone.CALM;
        };
    }
}
