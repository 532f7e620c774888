#ifndef BASE_BANNED_H
#define BASE_BANNED_H
/** Functions that lose bytes, share state or overrun: naming one does not compile. Included by
 * base/str.h. */
#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#define strcpy(a, b)     banned_use_str_views
#define strcat(a, b)     banned_use_struct_buf
#define strncpy(a, b, n) banned_use_str_views
#define strncat(a, b, n) banned_use_struct_buf
#undef sprintf
#undef vsprintf
#define sprintf(...)  banned_use_snprintf_or_buf
#define vsprintf(...) banned_use_vsnprintf
#undef strtok
#undef atoi
#undef atol
#undef atof
#undef localtime
#undef gmtime
#define strtok(a, b) banned_use_str_split
#define atoi(a)      banned_use_str_to_int
#define atol(a)      banned_use_str_to_int
#define atof(a)      banned_use_strtod
#define localtime(a) banned_use_civil_days
#define gmtime(a)    banned_use_civil_days
#endif
