/* How units of time relate. */
#ifndef TIME_UNITS_H
#define TIME_UNITS_H

#define NS_PER_US     1000l
#define US_PER_S      1000000l
#define S_PER_MINUTE  60l
#define S_PER_HOUR    3600l
#define S_PER_DAY     86400l
#define DAYS_PER_WEEK 7
#define MONTHS        12

#endif
