#include "forms/fonts.h"
#include "base/buf.h"
#include "core/name.h"
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <pthread.h>

/* Ideographs and Latin · Extensions B to F · G, H and single newer ones · the Uyghur script, which
 * a guardian's remark may be in. */
#define FAMILIES(X) X("Noto Sans CJK SC") X("HanaMinB") X("BabelStone Han") X("UKIJ Tuz")

#define X(family) family ","
const char *const font_families = FAMILIES(X);
#undef X

static const char *const families[] = {
#define X(family) family,
    FAMILIES(X)
#undef X
};

static struct {
    pthread_once_t once;
    FcConfig *config; /* NULL when it could not be made */
    const char *lacking;
    pthread_once_t once_characters;
    FcCharSet *characters; /* of all of them; as long as the process lives */
} fonts = { .once = PTHREAD_ONCE_INIT, .once_characters = PTHREAD_ONCE_INIT };

static void add_folders(struct buf *xml, const char *tag, FcStrList *folders)
{
    const FcChar8 *folder;
    while (folders && (folder = FcStrListNext(folders)))
        if (!strpbrk((const char *)folder, "<&"))
            buf_printf(xml, "<%s>%s</%s>", tag, (const char *)folder, tag);
    if (folders)
        FcStrListDone(folders);
}

/** The machine's font folders and caches, but of the fonts only ours. */
static void write_config(struct buf *xml, FcConfig *machine)
{
    buf_text(xml, "<?xml version=\"1.0\"?><fontconfig>");
    add_folders(xml, "dir", FcConfigGetFontDirs(machine));
    add_folders(xml, "cachedir", FcConfigGetCacheDirs(machine));
    buf_text(xml, "<selectfont><acceptfont>");
    for (size_t i = 0; i < COUNT(families); i++)
        buf_printf(xml, "<pattern><patelt name=\"family\"><string>%s</string></patelt></pattern>",
                   families[i]);
    buf_text(xml, "</acceptfont><rejectfont>"
                  "<pattern><patelt name=\"scalable\"><bool>true</bool></patelt></pattern>"
                  "<pattern><patelt name=\"scalable\"><bool>false</bool></patelt></pattern>"
                  "</rejectfont></selectfont></fontconfig>");
    buf_byte(xml, 0);
}

static FcConfig *make_config(void)
{
    SCOPED(buf) xml = { 0 };
    FcConfig *machine = FcInitLoadConfig(), *config = FcConfigCreate();
    if (machine)
        write_config(&xml, machine);
    bool good = machine && config &&
                FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)xml.at, FcTrue) &&
                FcConfigBuildFonts(config);
    if (machine)
        FcConfigDestroy(machine);
    if (config && !good)
        FcConfigDestroy(config);
    return good ? config : NULL;
}

static bool has_family(FcConfig *config, const char *family)
{
    FcPattern *pattern = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, family, (char *)NULL);
    FcObjectSet *objects = FcObjectSetBuild(FC_FAMILY, (char *)NULL);
    FcFontSet *found = FcFontList(config, pattern, objects);
    bool has = found && found->nfont > 0;
    if (found)
        FcFontSetDestroy(found);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(pattern);
    return has;
}

static void open_fonts(void)
{
    fonts.config = make_config();
    if (!fonts.config)
        fonts.lacking = "fontconfig";
    for (size_t i = 0; i < COUNT(families) && !fonts.lacking; i++)
        if (!has_family(fonts.config, families[i]))
            fonts.lacking = families[i];
}

/** What the fonts have together. */
static FcCharSet *all_characters(FcConfig *config)
{
    FcPattern *pattern = FcPatternCreate();
    FcObjectSet *objects = FcObjectSetBuild(FC_CHARSET, (char *)NULL);
    FcFontSet *found = FcFontList(config, pattern, objects);
    FcCharSet *all = FcCharSetCreate(), *set;
    for (int i = 0; found && i < found->nfont; i++)
        if (FcPatternGetCharSet(found->fonts[i], FC_CHARSET, 0, &set) == FcResultMatch)
            FcCharSetMerge(all, set, NULL);
    if (found)
        FcFontSetDestroy(found);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(pattern);
    return all;
}

static void gather_characters(void)
{
    pthread_once(&fonts.once, open_fonts);
    if (fonts.config)
        fonts.characters = all_characters(fonts.config);
}

bool fonts_draw(uint32_t point)
{
    pthread_once(&fonts.once_characters, gather_characters);
    return fonts.characters && !name_is_private_use(point) &&
           FcCharSetHasChar(fonts.characters, point);
}

PangoFontMap *fonts_map(const char **lacking)
{
    pthread_once(&fonts.once, open_fonts);
    *lacking = fonts.lacking;
    if (fonts.lacking)
        return NULL;
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), fonts.config);
    return map;
}
