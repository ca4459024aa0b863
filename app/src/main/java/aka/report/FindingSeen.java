package aka.report;

import aka.plan.RunId;
import aka.run.Finding;
import aka.run.Remedy;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that a run left when it was cut off, and what becomes of it.
 *
 * @param run the run; empty where nothing but a private folder tells of it
 */
public record FindingSeen(Optional<RunId> run, Finding finding) implements Event {

    @Override
    public String word() {
        return "finding";
    }

    @Override
    public void json(JsonLine line) {
        line.text("run", run.isPresent() ? run.get().hex() : null)
                .text("remedy", word(finding.remedy()))
                .path("path", finding.name().orElse(null))
                .path("temporary", finding.temporary())
                .flag("stays", finding.stays())
                .text("message", finding.words());
    }

    @Override
    public void text(Page page) {
        if (!page.quiet()) {
            page.out()
                    .text(order(finding.remedy()))
                    .path(subject())
                    .text(": ")
                    .sentence(finding.words())
                    .end();
        }
    }

    private Path subject() {
        return switch (finding.remedy()) {
            case FINISH, TAKE_BACK, PUT_BACK -> finding.name().orElse(finding.temporary());
            case DROP, RESCUE, HANDS_OFF, WAIT, DAMAGED -> finding.temporary();
        };
    }

    private static String order(Remedy remedy) {
        return switch (remedy) {
            case FINISH -> "finish ";
            case TAKE_BACK -> "take back ";
            case PUT_BACK -> "put back ";
            case DROP -> "remove ";
            case RESCUE, HANDS_OFF, WAIT, DAMAGED -> "leave ";
        };
    }

    /** Returns the value of the key {@code remedy}. */
    static String word(Remedy remedy) {
        return remedy.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
