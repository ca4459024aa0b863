package aka.run;

import aka.journal.JournalRecord.Began;
import aka.journal.Reading;
import aka.journal.StateFolder;
import aka.os.CancelToken;
import aka.os.FileCallException;
import aka.os.FileCalls;
import aka.os.Trouble;
import aka.plan.RunId;

/**
 * Makes the plan that takes a run back: its steps in reverse, the last one first, as far as the names are today as the run left
 * them. What was changed since by people stays as they left it, and is told. The plan is run like every other, so taking a run
 * back can itself be taken back.
 *
 * <table>
 * <caption>What a step becomes</caption>
 * <tr><td>names joined to another body</td><td>a body of their own, with the bytes, and the metadata of before</td></tr>
 * <tr><td>names split off</td><td>joined again, if the bytes are still equal</td></tr>
 * <tr><td>a name led to another body</td><td>led back, if both have another name</td></tr>
 * <tr><td>a name made</td><td>removed, if the body has another</td></tr>
 * <tr><td>a name removed</td><td>made again, if the body has another</td></tr>
 * <tr><td>a folder made</td><td>removed, if it is empty</td></tr>
 * <tr><td>a folder removed</td><td>made again</td></tr>
 * <tr><td>blocks shared</td><td>nothing: the files are separate</td></tr>
 * </table>
 */
public final class Undo {

    private Undo() {}

    /**
     * Looks what of a run can be taken back today, and changes nothing.
     *
     * @param state where the journals of later runs are, which may have moved the same names on
     * @param reading the run's journal
     * @throws FileCallException {@link Trouble#BUSY} if the run is still at work, or was cut off and is to be recovered first;
     *     {@link Trouble#UNSUPPORTED} if its journal does not tell what it was; {@link Trouble#MISSING} if none of the folders
     *     that it worked in is here
     * @throws java.util.concurrent.CancellationException if a stop was asked for
     */
    public static UndoPlan plan(
            StateFolder state, Reading reading, FileCalls calls, UndoOptions options, CancelToken cancel)
            throws FileCallException {
        RunId run = reading.run();
        Began began = reading.began()
                .orElseThrow(() -> refusal(
                        state,
                        run,
                        Trouble.UNSUPPORTED,
                        "the first line of its journal cannot be read, so it is unknown where it worked",
                        "The other runs can be taken back: see 'aka history'."));
        if (reading.ended().isEmpty()) {
            throw state.isRunning(run)
                    ? refusal(state, run, Trouble.BUSY, "it is still at work", "Wait until it has ended.")
                    : refusal(state, run, Trouble.BUSY, "it was cut off", "Run 'aka recover' first.");
        }
        try (NamesNow names = new NamesNow(calls, began)) {
            if (!began.roots().isEmpty() && names.isNowhere()) {
                throw names.absence(0);
            }
            return new Undoing(calls, reading, began, options, names, new LaterRuns(state, run), cancel).plan();
        }
    }

    private static FileCallException refusal(
            StateFolder state, RunId run, Trouble trouble, String reason, String wayOut) {
        return new FileCallException(
                "take back the run " + run.brief(), state.path(), null, trouble, "", 0, reason, wayOut);
    }
}
