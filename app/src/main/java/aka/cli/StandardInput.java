package aka.cli;

import aka.os.CancelToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads from someone who may take their time, and lets a stop through meanwhile: a read itself cannot be broken off. */
final class StandardInput {

    private static final long LOOK_MILLIS = 50;
    private static final int PIECE_BYTES = 16 * 1024;

    private final InputStream in;
    private final CancelToken cancel;

    StandardInput(InputStream in, CancelToken cancel) {
        this.in = in;
        this.cancel = cancel;
    }

    /** Returns everything up to the end. */
    byte[] readAll() throws IOException {
        return patiently(true);
    }

    /** Returns everything up to the end of the line, without it. */
    byte[] readLine() throws IOException {
        return patiently(false);
    }

    private byte[] patiently(boolean all) throws IOException {
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("aka-stdin").start(() -> {
            try {
                answer.complete(all ? everything() : line());
            } catch (IOException e) {
                answer.completeExceptionally(e);
            }
        });
        while (true) {
            try {
                return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException waiting) {
                cancel.check();
            } catch (ExecutionException e) {
                throw new IOException(e.getCause());
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts the main thread", e);
            }
        }
    }

    /** Piece by piece: the JDK's own way asks how long a file is, which a pipe on Windows refuses to tell. */
    private byte[] everything() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE_BYTES];
        for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
            bytes.write(piece, 0, read);
        }
        return bytes.toByteArray();
    }

    private byte[] line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toByteArray();
    }
}
