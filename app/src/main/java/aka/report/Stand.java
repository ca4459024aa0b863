package aka.report;

/** How far something is that may take long. */
public sealed interface Stand {

    /** Returns what is being done, in a word. */
    String doing();

    /** Returns how many are done: files, or steps. */
    long done();

    /** Returns how many there are in all; 0 where that is not known. */
    long of();

    /** Returns how many bytes were read so far. */
    long readBytes();

    /** Returns how much of the work is done, in a measure of its own. */
    long effort();

    /** Returns how much work there is in all; 0 where that is not known. */
    long ofEffort();

    /** Entries are looked at; nobody knows how many there are. */
    record Walking(long folders, long files) implements Stand {

        @Override
        public String doing() {
            return "walking";
        }

        @Override
        public long done() {
            return files;
        }

        @Override
        public long of() {
            return 0;
        }

        @Override
        public long readBytes() {
            return 0;
        }

        @Override
        public long effort() {
            return files;
        }

        @Override
        public long ofEffort() {
            return 0;
        }
    }

    /**
     * Files are compared.
     *
     * @param bytes how many of their bytes were read, or need not be read any more
     */
    record Comparing(long done, long of, long bytes, long ofBytes, long readBytes) implements Stand {

        /** To open and close a file takes about as long as to read so many bytes more. */
        private static final long FILE_BYTES = 64 * 1024;

        @Override
        public String doing() {
            return "comparing";
        }

        @Override
        public long effort() {
            return sum(done, bytes);
        }

        @Override
        public long ofEffort() {
            return sum(of, ofBytes);
        }

        private static long sum(long files, long bytes) {
            return bytes > Long.MAX_VALUE - files * FILE_BYTES ? Long.MAX_VALUE : bytes + files * FILE_BYTES;
        }
    }

    /** The steps of a plan are run. */
    record Running(long done, long of, long readBytes) implements Stand {

        @Override
        public String doing() {
            return "running";
        }

        @Override
        public long effort() {
            return done;
        }

        @Override
        public long ofEffort() {
            return of;
        }
    }
}
