package aka.report;

import java.io.OutputStream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Prints one object a line, in UTF-8, and nothing else; to a terminal without any character outside ASCII. */
public final class JsonPrinter implements Printer {

    private final JsonGenerator json;
    private final JsonLine line;

    public JsonPrinter(OutputStream out, boolean terminal) {
        JsonFactory factory = JsonFactory.builder()
                .rootValueSeparator("")
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, terminal)
                .build();
        this.json = factory.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8);
        this.line = new JsonLine(json);
    }

    @Override
    public void print(Event event) {
        if (event.word().isEmpty()) {
            return;
        }
        json.writeStartObject();
        line.text("event", event.word());
        event.json(line);
        json.writeEndObject();
        json.writeRaw('\n');
    }

    @Override
    public void flush() {
        json.flush();
    }
}
