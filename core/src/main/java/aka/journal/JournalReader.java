package aka.journal;

import aka.journal.JournalRecord.Began;
import aka.journal.JournalRecord.Rescued;
import aka.os.FileCallException;
import aka.os.Trouble;
import aka.plan.IoFailure;
import aka.plan.Line;
import aka.plan.LineFields;
import aka.plan.LineFlaw;
import aka.plan.LineReader;
import aka.plan.RunId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a whole journal, whatever has become of it. */
final class JournalReader {

    /** A line that refers to one that could not be read, at least not yet. */
    private record Pending(int place, Line.Whole line) {}

    private final RunId run;
    private final Path path;
    private final RecordReader records = new RecordReader();
    private final List<Optional<JournalRecord>> told = new ArrayList<>();
    private final List<Pending> pending = new ArrayList<>();
    private final Flaws flaws = new Flaws();
    private long lastSequence;
    private long badSince;
    private long rescued;
    private OptionalLong tornFrom = OptionalLong.empty();

    JournalReader(RunId run, Path path) {
        this.run = run;
        this.path = path;
    }

    /**
     * Returns all that the journal tells.
     *
     * @throws FileCallException {@link Trouble#UNSUPPORTED} if a later version of aka wrote it; {@link Trouble#IO_ERROR}
     */
    Reading read(InputStream in) throws FileCallException {
        LineReader lines = new LineReader(in, 0);
        try {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                take(line);
            }
        } catch (IOException failed) {
            throw IoFailure.of("read " + path, path, failed);
        }
        pending.forEach(this::takeAgain);
        return new Reading(run, told(), tornFrom.isPresent(), flaws.inOrder());
    }

    private List<JournalRecord> told() {
        List<JournalRecord> all = new ArrayList<>(told.size());
        for (Optional<JournalRecord> record : told) {
            record.ifPresent(all::add);
        }
        return all;
    }

    /** Returns the first record alone; empty if it is not there or cannot be read. */
    Optional<Began> readFirst(InputStream in) throws IOException {
        Line first = new LineReader(in, 0).next();
        if (first != null) {
            take(first);
        }
        return told().stream().findFirst().map(Began.class::cast);
    }

    /** Returns the number of the last line, those that cannot be read included. */
    long lastSequence() {
        return lastSequence + badSince;
    }

    /** Returns how many records tell of something rescued. */
    long rescued() {
        return rescued;
    }

    /** Returns how many bytes are before the incomplete last line, if there is one. */
    OptionalLong tornFrom() {
        return tornFrom;
    }

    private void take(Line line) throws FileCallException {
        switch (line) {
            case Line.Whole whole -> whole(whole);
            case Line.Bad bad -> bad(bad, bad.words());
            case Line.Torn cut -> tornFrom = OptionalLong.of(cut.offset());
        }
    }

    private void bad(Line line, String words) {
        badSince++;
        flaws.add(line, words);
    }

    private void whole(Line.Whole line) throws FileCallException {
        try {
            sequence(line);
            if (lastSequence == 1) {
                checkVersion(line.fields());
            }
        } catch (LineFlaw flaw) {
            bad(line, flaw.words());
            return;
        }
        try {
            told.add(record(line));
        } catch (LineFlaw flaw) {
            pending.add(new Pending(told.size(), line));
            told.add(Optional.empty());
        }
    }

    private void takeAgain(Pending again) {
        try {
            told.set(again.place, record(again.line));
        } catch (LineFlaw flaw) {
            flaws.add(again.line, flaw.words());
        }
    }

    private Optional<JournalRecord> record(Line.Whole line) throws LineFlaw {
        Optional<JournalRecord> record = records.read(line.fields());
        boolean first = line.fields().number("seq") == 1;
        if (first != (record.isPresent() && record.get() instanceof Began)) {
            throw new LineFlaw(first ? "it does not tell what began" : "it tells of a beginning in the middle");
        }
        if (record.isPresent() && record.get() instanceof Rescued) {
            rescued++;
        }
        return record;
    }

    /** A line that is not there at all shows in the number of the one behind it. */
    private void sequence(Line.Whole line) throws LineFlaw {
        if (!line.fields().text("run").equals(run.hex())) {
            throw new LineFlaw("it belongs to the run " + line.fields().text("run"));
        }
        long sequence = line.fields().number("seq");
        if (sequence <= lastSequence) {
            throw new LineFlaw("its number is " + sequence + ", which was there before");
        }
        if (sequence > lastSequence + 1 && badSince == 0) {
            flaws.add(line, "before it, lines " + (lastSequence + 1) + " to " + (sequence - 1) + " are missing");
        }
        lastSequence = sequence;
        badSince = 0;
    }

    private void checkVersion(LineFields first) throws LineFlaw, FileCallException {
        long version = first.number("version");
        if (version > RecordWriter.VERSION) {
            throw new FileCallException(
                    "read " + path,
                    path,
                    null,
                    Trouble.UNSUPPORTED,
                    "",
                    0,
                    "a later aka wrote it, in version " + version + " of the format, and this one knows version "
                            + RecordWriter.VERSION,
                    "Use a newer aka.");
        }
    }
}
