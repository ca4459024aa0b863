package aka.report;

import java.nio.file.Path;

/** A step that tells people of a name that was made in the words of the Windows command; to programs it is the step itself. */
public record MklinkStep(Step step) implements Event {

    @Override
    public String word() {
        return step.word();
    }

    @Override
    public void json(JsonLine line) {
        step.json(line);
    }

    @Override
    public void text(Page page) {
        boolean made = step.action() == Step.Action.LINK && step.outcome() == Step.Outcome.DONE;
        Path existing = step.kept();
        if (!made || existing == null) {
            step.text(page);
        } else if (!page.quiet()) {
            page.out()
                    .text("Hardlink created for ")
                    .path(step.names().getFirst())
                    .text(" <<===>> ")
                    .path(existing)
                    .end();
        }
    }
}
