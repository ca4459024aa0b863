package aka.catalog;

import aka.catalog.CatalogException.Trouble;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What a failure of SQLite means for the catalogue. */
final class SqlTrouble {

    /** The last eight bits of an extended code are the code itself. */
    private static final int CODE = 0xFF;

    private SqlTrouble() {}

    static CatalogException exception(Path file, SQLException failed) {
        Trouble trouble = trouble(failed);
        String why = switch (trouble) {
            case DAMAGED -> "is damaged";
            case BUSY -> "is held by another process";
            case NO_SPACE -> "cannot be written: the disk is full";
            case FOREIGN, UNUSABLE -> "cannot be used: " + failed.getMessage();
        };
        CatalogException thrown = new CatalogException(trouble, file, why);
        thrown.initCause(failed);
        return thrown;
    }

    private static Trouble trouble(SQLException failed) {
        int code = failed instanceof SQLiteException sqlite ? sqlite.getResultCode().code : failed.getErrorCode();
        code &= CODE;
        if (code == SQLiteErrorCode.SQLITE_CORRUPT.code
                || code == SQLiteErrorCode.SQLITE_NOTADB.code
                // A table that is not there: the first page was damaged just so.
                || code == SQLiteErrorCode.SQLITE_ERROR.code) {
            return Trouble.DAMAGED;
        }
        if (code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code) {
            return Trouble.BUSY;
        }
        return code == SQLiteErrorCode.SQLITE_FULL.code ? Trouble.NO_SPACE : Trouble.UNUSABLE;
    }
}
