package aka.report;

/** Prints for people. */
public final class TextPrinter implements Printer {

    private final Page page;

    public TextPrinter(Page page) {
        this.page = page;
    }

    @Override
    public void print(Event event) {
        event.text(page);
    }

    @Override
    public void flush() {
        page.out().flush();
        page.err().flush();
    }
}
