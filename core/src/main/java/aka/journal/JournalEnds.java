package aka.journal;

import aka.journal.JournalRecord.Began;
import aka.journal.JournalRecord.Ended;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.Line;
import aka.plan.LineFields;
import aka.plan.LineFlaw;
import aka.plan.LineReader;
import aka.plan.LineWords;
import aka.plan.RunId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.Optional;

/**
 * The first and the last record of a journal, read without what is between.
 *
 * @param began empty if it was cut off before, or cannot be read
 * @param at when it began; where that cannot be read, when the file was last written
 * @param end empty if the last line does not tell of the end
 * @param trouble why it cannot be read; empty for nearly all
 */
record JournalEnds(RunId run, Optional<Began> began, Instant at, Optional<End> end, Optional<String> trouble) {

    /** @param rescued how many things were rescued */
    record End(Ended ended, long rescued) {}

    private static final int TAIL_BYTES = 4096;

    /** Returns empty if the journal is gone. */
    static Optional<JournalEnds> read(StateFolder state, RunId run) {
        RunFolder folder = state.folder(run);
        Instant written;
        try {
            written = state.facts(folder.journal()).modified();
        } catch (FileCallException unseen) {
            return unseen.trouble() == Trouble.MISSING
                    ? Optional.empty()
                    : Optional.of(unreadable(run, Instant.EPOCH, unseen));
        }
        try (FileChannel channel = folder.openForReading()) {
            Optional<Began> began =
                    new JournalReader(run, folder.journal()).readFirst(Channels.newInputStream(channel));
            Instant at = began.map(Began::at).orElse(written);
            return Optional.of(new JournalEnds(run, began, at, end(run, channel), Optional.empty()));
        } catch (IOException failed) {
            return Optional.of(unreadable(run, written, failed));
        }
    }

    private static JournalEnds unreadable(RunId run, Instant written, IOException failed) {
        String why = failed instanceof FileCallException refused ? refused.getReason() : failed.getMessage();
        return new JournalEnds(run, Optional.empty(), written, Optional.empty(), Optional.of(String.valueOf(why)));
    }

    private static Optional<End> end(RunId run, FileChannel channel) throws IOException {
        long from = Math.max(0, channel.size() - TAIL_BYTES);
        ByteBuffer tail = ByteBuffer.allocate(TAIL_BYTES);
        while (tail.hasRemaining() && channel.read(tail, from + tail.position()) > 0) {
            // until there is no more
        }
        byte[] bytes = tail.array();
        int end = tail.position();
        int start = end - 1;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        if (end == 0) {
            return Optional.empty();
        }
        Line last = new LineReader(new ByteArrayInputStream(bytes, start, end - start), from + start).next();
        return last instanceof Line.Whole whole ? end(run, whole.fields()) : Optional.empty();
    }

    private static Optional<End> end(RunId run, LineFields line) {
        try {
            boolean tells =
                    line.text("run").equals(run.hex()) && line.text("type").equals(LineWords.word(RecordKind.ENDED));
            return tells && new RecordReader().read(line).orElse(null) instanceof Ended ended
                    ? Optional.of(new End(ended, line.count("rescued")))
                    : Optional.empty();
        } catch (LineFlaw flaw) {
            return Optional.empty();
        }
    }
}
