package aka.report;

/** Where events go. Not thread-safe: one thread prints. */
public sealed interface Printer permits TextPrinter, JsonPrinter, CsvPrinter, FdupesPrinter {

    void print(Event event);

    /** Hands over what is held back; called before anything that waits, and at the end. */
    void flush();
}
