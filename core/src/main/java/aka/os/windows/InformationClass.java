package aka.os.windows;

/** What is asked of a file, of the entries of a folder or of a volume, or set ({@code ntifs.h}; MS-FSCC 2.4 and 2.5). */
@Header("%")
final class InformationClass {

    static final int FILE_BASIC_INFORMATION = 4;
    static final int FILE_STANDARD_INFORMATION = 5;
    static final int FILE_INTERNAL_INFORMATION = 6;
    static final int FILE_EA_INFORMATION = 7;
    static final int FILE_RENAME_INFORMATION = 10;
    static final int FILE_LINK_INFORMATION = 11;
    static final int FILE_DISPOSITION_INFORMATION = 13;
    static final int FILE_ALL_INFORMATION = 18;
    static final int FILE_END_OF_FILE_INFORMATION = 20;
    static final int FILE_STREAM_INFORMATION = 22;
    static final int FILE_ATTRIBUTE_TAG_INFORMATION = 35;
    static final int FILE_ID_BOTH_DIRECTORY_INFORMATION = 37;
    static final int FILE_ID_INFORMATION = 59;
    static final int FILE_ID_EXTD_DIRECTORY_INFORMATION = 60;
    static final int FILE_DISPOSITION_INFORMATION_EX = 64;
    static final int FILE_RENAME_INFORMATION_EX = 65;
    static final int FILE_LINK_INFORMATION_EX = 72;

    static final int FILE_FS_VOLUME_INFORMATION = 1;
    static final int FILE_FS_DEVICE_INFORMATION = 4;
    static final int FILE_FS_ATTRIBUTE_INFORMATION = 5;

    private InformationClass() {}
}
