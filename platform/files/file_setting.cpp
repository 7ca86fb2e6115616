#include "platform/files/file_setting.h"

namespace reconnect {
namespace {

const QString contentKey = QStringLiteral("content");  // base64; absent where there is no file
const QString inPlaceKey = QStringLiteral("in-place"); // true, or absent

State stateOf(const WholeFile& file, bool inPlace)
{
    State state;
    if (file)
        state.insert(contentKey, QString::fromLatin1(file->toBase64()));
    if (inPlace)
        state.insert(inPlaceKey, true);
    return state;
}

bool isInPlace(const State& state)
{
    return state.value(inPlaceKey).toBool();
}

Result<WholeFile> fileOf(const State& state)
{
    if (state.isEmpty())
        return WholeFile();
    const QJsonValue content = state.value(contentKey);
    const auto bytes = QByteArray::fromBase64Encoding(content.toString().toLatin1(),
                                                      QByteArray::AbortOnBase64DecodingErrors);
    if (!content.isString() || state.size() != (isInPlace(state) ? 2 : 1) || !bytes)
        return failure(ErrorCode::Malformed, QStringLiteral("not the state of a file"));
    return WholeFile(*bytes);
}

} // namespace

Result<State> FileSetting::read(const Change& change, const QString&)
{
    const auto path = pathFor(change);
    if (!path)
        return tl::unexpected<Error>(path.error());
    const auto file = readForEdit(*path);
    if (!file)
        return tl::unexpected<Error>(file.error());
    return stateOf(*file, isWrittenInPlace(*path));
}

Result<State> FileSetting::goal(const Change& change, const QString&, const State& now)
{
    const auto file = fileOf(now);
    if (!file)
        return tl::unexpected<Error>(file.error());
    const auto after = edited(change, *file);
    if (!after)
        return tl::unexpected<Error>(after.error());
    return stateOf(*after, isInPlace(now));
}

Result<void> FileSetting::put(const Change& change, const QString& id, const State& from,
                              const State& to)
{
    const auto path = pathFor(change);
    if (!path)
        return tl::unexpected<Error>(path.error());
    const auto now = read(change, id);
    if (!now)
        return tl::unexpected<Error>(now.error());
    if (*now != from && !isPartWay(from, to, *now))
        return failure(ErrorCode::Conflict, *path);
    const auto expected = fileOf(*now);
    const auto content = fileOf(to);
    if (!expected || !content)
        return tl::unexpected<Error>(expected ? content.error() : expected.error());
    const auto replaced = replaceFile(*path, *expected, *content);
    if (replaced)
        changed();
    return replaced;
}

bool FileSetting::isPartWay(const State& before, const State& after, const State& now) const
{
    // Where it is replaced in one step it is never half of each: what looks like that is
    // somebody's.
    if (!isInPlace(before) || !isInPlace(after) || !isInPlace(now))
        return false;
    const auto files = {fileOf(before), fileOf(after), fileOf(now)};
    for (const auto& file : files)
        if (!file || !*file)
            return false;
    const QByteArray& was = **files.begin()[0];
    const QByteArray& will = **files.begin()[1];
    const QByteArray& is = **files.begin()[2];
    // An undo may be cut off as well.
    return is != was && is != will &&
           (isPartlyReplaced(was, will, is) || isPartlyReplaced(will, was, is));
}

} // namespace reconnect
