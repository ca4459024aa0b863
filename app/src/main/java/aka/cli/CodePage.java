package aka.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * A console of Windows that shows another code page than UTF-8: what is written to it in UTF-8 arrives in that page, with a
 * question mark for what the page lacks. A file or a pipe gets UTF-8 always, and so does a console that {@code aka.exe} is in.
 */
final class CodePage extends OutputStream {

    private final OutputStream to;
    private final CharsetEncoder page;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] begun = {};

    CodePage(OutputStream to, Charset page) {
        this.to = to;
        this.page = page.newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    /**
     * Returns {@code to}, or what stands before it where that is needed.
     *
     * @param property which property tells the code page that the JVM found
     */
    static OutputStream of(String property, boolean terminal, OutputStream to) {
        String page = System.getProperty(property, "UTF-8");
        boolean needed =
                terminal && Terminals.isWindows() && !page.equalsIgnoreCase("UTF-8") && Charset.isSupported(page);
        return needed ? new CodePage(to, Charset.forName(page)) : to;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(begun.length + count)
                .put(begun)
                .put(bytes, offset, count)
                .flip();
        CharBuffer text = CharBuffer.allocate(in.remaining() + 1);
        CoderResult all = utf8.reset().decode(in, text, false);
        assert all.isUnderflow();
        // The beginning of a character, whose end comes with the next bytes.
        begun = new byte[in.remaining()];
        in.get(begun);
        ByteBuffer out = page.encode(text.flip());
        to.write(out.array(), out.arrayOffset(), out.limit());
    }

    @Override
    public void flush() throws IOException {
        to.flush();
    }
}
