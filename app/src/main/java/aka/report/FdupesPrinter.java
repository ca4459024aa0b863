package aka.report;

import aka.dedupe.GroupBody;

/**
 * Prints groups as {@code fdupes -r} does: a path a line, of each body one, and an empty line after each group. All else is
 * told to people, on stderr.
 */
public final class FdupesPrinter implements Printer {

    private final Page page;

    public FdupesPrinter(Page page) {
        this.page = page;
    }

    @Override
    public void print(Event event) {
        if (event instanceof GroupFound found) {
            for (GroupBody body : found.group().bodies()) {
                page.out().name(body.names().getFirst(), page.nul());
            }
            page.out().gap(page.nul());
        } else {
            event.text(page);
        }
    }

    @Override
    public void flush() {
        page.out().flush();
        page.err().flush();
    }
}
