"""Ten invented task tables of offices of different kinds, without an error that we know of: what errors are put into.

A row is a line, its cells parted by `|`; a row whose number is I, II … is a heading. Offices, places and documents of
the offices are made up; laws and decrees cited are real.
"""
# ruff: noqa: E501 - a row of a table is a line

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

HEADERS = {
    "stt": "STT",
    "noi_dung": "Nội dung, nhiệm vụ",
    "van_ban_chi_dao": "Văn bản chỉ đạo",
    "don_vi_thuc_hien": "Đơn vị thực hiện",
    "chu_tri": "Đơn vị chủ trì",
    "phoi_hop": "Đơn vị phối hợp",
    "thoi_han": "Thời gian hoàn thành",
    "san_pham": "Sản phẩm",
    "nguon_kinh_phi": "Nguồn kinh phí",
    "hoan_thanh": "Hoàn thành, sản phẩm",
    "chua_hoan_thanh": "Chưa hoàn thành",
    "dang_trien_khai": "Đang triển khai",
    "thuong_xuyen": "Thực hiện thường xuyên",
    "ghi_chu": "Ghi chú",
    "bo_qua": "Bỏ qua",
}


@dataclass(frozen=True, slots=True)
class Office:
    """An office with its decision, the plan issued with it and the plan's tasks."""

    key: str
    name: str
    symbol: str
    number: int
    day: date
    programme: str
    bases: tuple[str, ...]
    text: tuple[str, ...]
    columns: tuple[str, ...]
    table: str

    @property
    def rows(self) -> list[dict[str, str]]:
        """The rows, by key of their columns."""
        lines = filter(None, map(str.strip, self.table.splitlines()))
        return [
            dict(zip(self.columns, map(str.strip, line.split("|")), strict=False)) | {"_": str(at)}
            for at, line in enumerate(lines)
        ]


_SIX = ("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham")
_LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"
_PROPOSED = "Theo đề nghị của Chánh Văn phòng."

DEPARTMENT = Office(
    "so", "Sở Nội vụ tỉnh Mẫu", "SNV", 27, date(2026, 1, 20),
    "cải cách hành chính năm 2026 của ngành Nội vụ tỉnh Mẫu",
    (_LAW, "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;", _PROPOSED),
    ("Kế hoạch gồm 10 nhiệm vụ, chia thành 02 nhóm.", "Các đơn vị báo cáo kết quả trước ngày 15 tháng 12 năm 2026."),
    _SIX,
    """
    I|Cải cách thể chế||||
    1|Rà soát văn bản quy phạm pháp luật thuộc lĩnh vực nội vụ, đề xuất sửa đổi, bổ sung|Văn phòng Sở|Các phòng thuộc Sở|Quý II/2026|Báo cáo kết quả rà soát
    2|Xây dựng dự thảo Quyết định quy định chức năng, nhiệm vụ của Sở|Phòng Tổ chức, biên chế|Sở Tư pháp|30/6/2026|Tờ trình, dự thảo Quyết định
    3|Tổ chức kiểm tra công tác cải cách hành chính tại 12 xã, phường|Phòng Cải cách hành chính|UBND xã, phường|Quý III/2026|Thông báo kết luận kiểm tra
    4|Công bố danh mục thủ tục hành chính mới ban hành trong lĩnh vực lưu trữ|Phòng Văn thư, lưu trữ|Văn phòng UBND tỉnh|Tháng 4/2026|Quyết định công bố
    II|Cải cách tổ chức bộ máy, công chức||||
    1|Hướng dẫn xây dựng vị trí việc làm trong đơn vị sự nghiệp công lập|Phòng Công chức, viên chức|Sở Tài chính, Sở Tư pháp|31/5/2026|Công văn hướng dẫn
    2|Mở 04 lớp bồi dưỡng kỹ năng số cho công chức cấp xã|Phòng Công chức, viên chức|Trường Chính trị tỉnh|Tháng 9/2026|Báo cáo kết quả lớp học
    3|Thẩm định đề án tinh giản biên chế của các cơ quan, đơn vị|Phòng Tổ chức, biên chế|Sở Tài chính|Quý IV/2026|Văn bản thẩm định
    4|Đánh giá, xếp loại chất lượng viên chức năm 2026|Phòng Công chức, viên chức|Các đơn vị sự nghiệp|15/12/2026|Quyết định xếp loại
    5|Cập nhật hồ sơ điện tử cán bộ, công chức vào cơ sở dữ liệu quốc gia|Văn phòng Sở|Các phòng thuộc Sở|Thường xuyên|Dữ liệu hồ sơ được cập nhật
    6|Tổng kết phong trào thi đua năm 2026 của ngành Nội vụ|Ban Thi đua, khen thưởng|Các phòng thuộc Sở|Tháng 12/2026|Báo cáo tổng kết
    """,
)  # fmt: skip

COMMUNE = Office(
    "xa", "Ủy ban nhân dân xã Đông Mẫu", "UBND", 41, date(2026, 2, 10),
    "chuyển đổi số xã Đông Mẫu năm 2026",
    (_LAW, "Căn cứ Kế hoạch số 118/KH-UBND ngày 15 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Mẫu;",
     "Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã."),
    ("Phấn đấu 100% thôn có tổ công nghệ số cộng đồng.", "Kinh phí 450 triệu đồng do ngân sách xã bảo đảm."),
    ("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham", "nguon_kinh_phi"),
    """
    1|Kiện toàn Ban Chỉ đạo chuyển đổi số của xã|Phòng Văn hóa - Xã hội|Văn phòng HĐND và UBND xã|Tháng 3/2026|Quyết định kiện toàn|Không
    2|Thành lập tổ công nghệ số cộng đồng tại 9 thôn|Phòng Văn hóa - Xã hội|Đoàn Thanh niên xã, Hội Phụ nữ xã|Quý II/2026|Quyết định thành lập|Ngân sách xã
    3|Lắp đặt màn hình tra cứu thủ tục tại Trung tâm Phục vụ hành chính công|Trung tâm Phục vụ hành chính công xã|Phòng Kinh tế|30/4/2026|Màn hình được lắp đặt|Ngân sách xã
    4|Số hóa sổ hộ tịch giai đoạn trước năm 2007|Văn phòng HĐND và UBND xã|Công an xã|Quý III/2026|Dữ liệu hộ tịch điện tử|Ngân sách tỉnh
    5|Tuyên truyền dịch vụ công trực tuyến trên đài truyền thanh|Phòng Văn hóa - Xã hội|Các thôn|Hằng tháng|Chuyên mục phát thanh|Ngân sách xã
    6|Hỗ trợ 20 hộ kinh doanh đưa hàng lên sàn thương mại điện tử|Phòng Kinh tế|Hội Nông dân xã|Tháng 8/2026|Gian hàng trực tuyến|Ngân sách tỉnh
    7|Rà soát điểm lõm sóng trên địa bàn, kiến nghị doanh nghiệp viễn thông|Phòng Kinh tế|VNPT Mẫu, Viettel Mẫu|Tháng 5/2026|Văn bản kiến nghị|Không
    8|Tập huấn an toàn thông tin cho công chức xã|Văn phòng HĐND và UBND xã|Công an xã|Tháng 6/2026|Lớp tập huấn|Ngân sách xã
    9|Lắp 15 camera giám sát an ninh tại khu dân cư|Công an xã|Các thôn|Quý IV/2026|Hệ thống camera hoạt động|Xã hội hóa
    10|Báo cáo kết quả chuyển đổi số năm 2026|Phòng Văn hóa - Xã hội|Các đơn vị liên quan|10/12/2026|Báo cáo|Không
    """,
)  # fmt: skip

MINISTRY = Office(
    "vu", "Bộ Tài chính", "BTC", 512, date(2026, 3, 2),
    "hiện đại hóa công tác thống kê năm 2026",
    ("Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025;",
     "Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ;", "Theo đề nghị của Chánh Văn phòng Bộ."),
    ("Kế hoạch được thực hiện trong năm 2026, gồm 10 nhiệm vụ.",),
    ("stt", "noi_dung", "van_ban_chi_dao", "chu_tri", "phoi_hop", "thoi_han", "san_pham"),
    """
    1|Trình Thủ tướng Chính phủ Chương trình thống kê quốc gia|Chỉ thị số 05/CT-TTg ngày 23/02/2023|Cục Thống kê|Văn phòng Chính phủ|Tháng 5/2026|Tờ trình, dự thảo Quyết định
    2|Chuẩn hóa danh mục dùng chung phục vụ tổng hợp số liệu|Nghị quyết số 214/NQ-CP ngày 23/7/2025|Cục Thống kê|Bộ Công an, Bộ Khoa học và Công nghệ|Quý II/2026|Danh mục được phê duyệt
    3|Kết nối cơ sở dữ liệu doanh nghiệp với nền tảng tích hợp dữ liệu|Nghị quyết số 214/NQ-CP ngày 23/7/2025|Cục Phát triển doanh nghiệp nhà nước|Cục Công nghệ thông tin và chuyển đổi số|30/9/2026|Dịch vụ chia sẻ dữ liệu
    4|Sửa đổi chế độ báo cáo thống kê cấp bộ|Chỉ thị số 05/CT-TTg ngày 23/02/2023|Vụ Pháp chế|Cục Thống kê|Tháng 10/2026|Dự thảo Thông tư
    5|Nghiên cứu phương pháp ước tính tăng trưởng theo quý|Nghị quyết số 214/NQ-CP ngày 23/7/2025|Viện Chiến lược và Chính sách kinh tế - tài chính|Cục Thống kê|Quý III/2026|Báo cáo nghiên cứu
    6|Bồi dưỡng nghiệp vụ cho 300 công chức thống kê cơ sở|Chỉ thị số 05/CT-TTg ngày 23/02/2023|Vụ Tổ chức cán bộ|Học viện Tài chính|Tháng 8/2026|Chứng chỉ bồi dưỡng
    7|Kiểm tra việc chấp hành chế độ báo cáo tại 06 tỉnh|Chỉ thị số 05/CT-TTg ngày 23/02/2023|Cục Thống kê|Thanh tra Chính phủ|Quý IV/2026|Kết luận kiểm tra
    8|Công bố niên giám thống kê bản điện tử|Nghị quyết số 214/NQ-CP ngày 23/7/2025|Cục Thống kê|Nhà xuất bản Thống kê|31/7/2026|Niên giám thống kê
    9|Bố trí kinh phí cho các cuộc điều tra năm 2027|Nghị quyết số 214/NQ-CP ngày 23/7/2025|Vụ Ngân sách nhà nước|Cục Thống kê|Tháng 11/2026|Quyết định giao dự toán
    10|Tổng kết việc thực hiện chiến lược phát triển thống kê|Chỉ thị số 05/CT-TTg ngày 23/02/2023|Cục Thống kê|Các bộ, ngành, địa phương|20/12/2026|Báo cáo tổng kết
    """,
)  # fmt: skip

SCHOOL = Office(
    "truong", "Trường Đại học Sư phạm Mẫu", "ĐHSPM", 88, date(2026, 1, 9),
    "bảo đảm chất lượng giáo dục năm 2026",
    ("Căn cứ Luật Giáo dục đại học ngày 18 tháng 6 năm 2012;",
     "Theo đề nghị của Trưởng phòng Bảo đảm chất lượng giáo dục."),
    ("Nhà trường triển khai 10 nhiệm vụ; mỗi nhiệm vụ có một đơn vị chủ trì.",),
    _SIX,
    """
    1|Tự đánh giá 06 chương trình đào tạo trình độ đại học|Phòng Bảo đảm chất lượng giáo dục|Các khoa|30/6/2026|Báo cáo tự đánh giá
    2|Lấy ý kiến người học về hoạt động giảng dạy học kỳ II|Phòng Bảo đảm chất lượng giáo dục|Phòng Công tác sinh viên|Tháng 6/2026|Báo cáo khảo sát
    3|Rà soát chuẩn đầu ra các ngành đào tạo giáo viên|Phòng Đào tạo|Khoa Toán - Tin, Khoa Ngữ văn|Quý II/2026|Quyết định ban hành chuẩn đầu ra
    4|Biên soạn 12 giáo trình điện tử|Phòng Khoa học và Hợp tác quốc tế|Các khoa, Thư viện|Tháng 11/2026|Giáo trình được nghiệm thu
    5|Tổ chức hội thảo về đánh giá năng lực người học|Viện Nghiên cứu giáo dục|Phòng Khoa học và Hợp tác quốc tế|Quý III/2026|Kỷ yếu hội thảo
    6|Nâng cấp phòng thí nghiệm vật lý, hóa học|Phòng Quản trị, thiết bị|Khoa Vật lý, Khoa Hóa học|31/8/2026|Biên bản nghiệm thu
    7|Tuyển dụng 18 giảng viên có trình độ tiến sĩ|Phòng Tổ chức cán bộ|Các khoa|Tháng 9/2026|Quyết định tuyển dụng
    8|Kiểm toán tài chính năm 2025|Phòng Kế hoạch, tài chính|Công ty Kiểm toán Mẫu|Tháng 4/2026|Báo cáo kiểm toán
    9|Xây dựng hệ thống quản lý văn bằng, chứng chỉ điện tử|Trung tâm Công nghệ thông tin|Phòng Đào tạo|Quý IV/2026|Hệ thống được đưa vào sử dụng
    10|Công khai điều kiện bảo đảm chất lượng trên trang thông tin điện tử|Phòng Bảo đảm chất lượng giáo dục|Các đơn vị thuộc Trường|15/10/2026|Bản công khai
    """,
)  # fmt: skip

HOSPITAL = Office(
    "benh-vien", "Bệnh viện Đa khoa tỉnh Mẫu", "BVĐK", 16, date(2026, 1, 15),
    "triển khai bệnh án điện tử năm 2026",
    ("Căn cứ Luật Khám bệnh, chữa bệnh ngày 09 tháng 01 năm 2023;", "Theo đề nghị của Trưởng phòng Kế hoạch tổng hợp."),
    ("Bệnh viện hoàn thành bệnh án điện tử trước ngày 30 tháng 9 năm 2026.",),
    ("stt", "noi_dung", "don_vi_thuc_hien", "thoi_han", "san_pham", "ghi_chu"),
    """
    I|Hạ tầng|||
    1|Khảo sát mạng nội bộ của 22 khoa lâm sàng|Phòng Công nghệ thông tin|Tháng 2/2026|Báo cáo khảo sát|
    2|Đầu tư máy chủ, thiết bị lưu trữ dự phòng|Phòng Vật tư, thiết bị y tế|30/4/2026|Hợp đồng, biên bản bàn giao|
    3|Cấp chữ ký số cho bác sĩ, điều dưỡng|Phòng Công nghệ thông tin, Phòng Tổ chức cán bộ|Tháng 5/2026|Danh sách chữ ký số|Theo đợt
    4|Trang bị máy tính bảng cho buồng bệnh|Phòng Vật tư, thiết bị y tế|Quý II/2026|Biên bản bàn giao|
    II|Chuyên môn|||
    5|Chuẩn hóa danh mục dịch vụ kỹ thuật, thuốc, vật tư|Phòng Kế hoạch tổng hợp, Khoa Dược|31/3/2026|Danh mục dùng chung|
    6|Xây dựng 45 mẫu phiếu điện tử theo chuyên khoa|Phòng Kế hoạch tổng hợp, các khoa lâm sàng|Quý II/2026|Bộ mẫu phiếu|
    7|Liên thông kết quả xét nghiệm, chẩn đoán hình ảnh|Khoa Xét nghiệm, Khoa Chẩn đoán hình ảnh|Tháng 7/2026|Kết quả liên thông|
    8|Tập huấn sử dụng phần mềm cho nhân viên y tế|Phòng Điều dưỡng|Tháng 6/2026|Báo cáo tập huấn|04 đợt
    9|Chạy thử bệnh án điện tử tại Khoa Nội tim mạch|Khoa Nội tim mạch|15/7/2026|Biên bản đánh giá|
    10|Trình Hội đồng chuyên môn thẩm định, công bố bệnh án điện tử|Phòng Kế hoạch tổng hợp|30/9/2026|Văn bản công bố|
    """,
)  # fmt: skip

POLICE = Office(
    "cong-an", "Công an tỉnh Mẫu", "CAT", 305, date(2026, 2, 2),
    "bảo đảm trật tự, an toàn giao thông năm 2026",
    ("Căn cứ Luật Trật tự, an toàn giao thông đường bộ ngày 27 tháng 6 năm 2024;", "Theo đề nghị của Trưởng phòng Cảnh sát giao thông."),
    ("Toàn lực lượng thực hiện đồng bộ 10 nhiệm vụ.",),
    ("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham"),
    """
    1|Tuyên truyền pháp luật về giao thông tại trường học|Phòng Cảnh sát giao thông|Sở Giáo dục và Đào tạo|Tháng 9/2026|120 buổi tuyên truyền
    2|Khảo sát, kiến nghị xử lý 14 điểm đen tai nạn|Phòng Cảnh sát giao thông|Sở Xây dựng|Quý II/2026|Văn bản kiến nghị
    3|Lắp đặt hệ thống giám sát trên quốc lộ đi qua địa bàn|Phòng Hậu cần|Phòng Cảnh sát giao thông|31/10/2026|Hệ thống giám sát
    4|Tổng kiểm soát xe khách, xe tải chở quá tải trọng|Phòng Cảnh sát giao thông|Công an các xã, phường|Thường xuyên|Báo cáo tháng
    5|Kiểm tra điều kiện hoạt động của 35 bến thủy nội địa|Phòng Cảnh sát giao thông|UBND các xã, phường|Quý III/2026|Biên bản kiểm tra
    6|Phối hợp điều tra nguyên nhân tai nạn nghiêm trọng|Phòng Cảnh sát hình sự|Viện kiểm sát nhân dân tỉnh|Thường xuyên|Hồ sơ vụ việc
    7|Cấp giấy phép lái xe qua dịch vụ công trực tuyến|Phòng Cảnh sát giao thông|Trung tâm Phục vụ hành chính công tỉnh|Tháng 4/2026|Quy trình điện tử
    8|Diễn tập cứu nạn trên đường thủy|Phòng Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ|Bộ Chỉ huy quân sự tỉnh, Sở Y tế|20/5/2026|Kế hoạch, báo cáo diễn tập
    9|Bồi dưỡng kỹ năng giao tiếp cho 250 cán bộ tuần tra|Phòng Tổ chức cán bộ|Phòng Cảnh sát giao thông|Tháng 6/2026|Báo cáo kết quả lớp học
    10|Sơ kết mô hình cổng trường an toàn giao thông|Phòng Cảnh sát giao thông|Tỉnh đoàn Mẫu, Hội Liên hiệp Phụ nữ tỉnh|25/11/2026|Báo cáo sơ kết
    """,
)  # fmt: skip

ENTERPRISE = Office(
    "doanh-nghiep", "Tổng công ty Cấp nước Mẫu", "TCTCN", 73, date(2026, 1, 28),
    "giảm thất thoát nước sạch năm 2026",
    ("Căn cứ Luật Doanh nghiệp ngày 17 tháng 6 năm 2020;", "Theo đề nghị của Trưởng ban Kỹ thuật công nghệ."),
    ("Mục tiêu giảm tỷ lệ thất thoát còn 14%.", "Tổng kinh phí 38 tỷ đồng từ nguồn khấu hao."),
    ("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham"),
    """
    1|Thay thế 24 km ống gang cũ tại khu vực trung tâm|Xí nghiệp Quản lý mạng lưới|Ban Quản lý dự án|31/10/2026|Biên bản nghiệm thu
    2|Phân vùng tách mạng, lắp 60 đồng hồ tổng|Ban Kỹ thuật công nghệ|Xí nghiệp Quản lý mạng lưới|Quý III/2026|Vùng quản lý hoàn chỉnh
    3|Kiểm định đồng hồ khách hàng lớn|Trung tâm Kiểm định đồng hồ|Công ty Cổ phần Cấp nước Mẫu 2|Tháng 6/2026|Giấy chứng nhận kiểm định
    4|Lắp cảm biến áp lực truyền số liệu từ xa|Ban Kỹ thuật công nghệ|Trung tâm Công nghệ thông tin|Quý II/2026|Bản đồ áp lực
    5|Phát hiện rò rỉ ban đêm bằng thiết bị âm thanh|Đội Dò tìm rò rỉ|Xí nghiệp Quản lý mạng lưới|Thường xuyên|Nhật ký dò tìm
    6|Ký quy chế phối hợp với đơn vị thi công hạ tầng|Văn phòng Tổng công ty|Công ty Điện lực Mẫu, Viễn thông Mẫu|Tháng 3/2026|Quy chế phối hợp
    7|Đào tạo công nhân vận hành van điều tiết|Ban Tổ chức, lao động|Trường Cao đẳng Nghề Mẫu|Tháng 5/2026|Danh sách công nhân được đào tạo
    8|Xây dựng phần mềm quản lý tài sản trên nền bản đồ|Trung tâm Công nghệ thông tin|Ban Kỹ thuật công nghệ|30/11/2026|Phần mềm được nghiệm thu
    9|Kiểm tra hộ dùng nước không qua đồng hồ|Ban Kinh doanh|Công an phường, các chi nhánh|Quý IV/2026|Biên bản xử lý
    10|Đánh giá hiệu quả đầu tư, lập kế hoạch năm 2027|Ban Kế hoạch, đầu tư|Các ban, đơn vị|15/12/2026|Báo cáo đánh giá
    """,
)  # fmt: skip

PARTY = Office(
    "dang", "Ban Tuyên giáo và Dân vận Tỉnh ủy Mẫu", "BTGDVTU", 19, date(2026, 2, 5),
    "công tác dân vận năm 2026",
    ("Căn cứ Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh khóa XVIII, nhiệm kỳ 2025 - 2030;",
     "Theo đề nghị của Chánh Văn phòng Ban."),
    ("Chương trình năm 2026 có 10 nhiệm vụ trọng tâm.",),
    ("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham"),
    """
    1|Tham mưu Ban Thường vụ Tỉnh ủy chỉ thị về công tác dân vận của chính quyền|Phòng Dân vận các cơ quan nhà nước|Văn phòng Tỉnh ủy|Quý I/2026|Dự thảo chỉ thị
    2|Hướng dẫn phong trào thi đua dân vận khéo|Phòng Đoàn thể và các hội|Ủy ban MTTQ Việt Nam tỉnh|Tháng 3/2026|Hướng dẫn
    3|Nắm tình hình tư tưởng, dư luận xã hội trong nhân dân|Trung tâm Dư luận xã hội|Các đảng ủy trực thuộc|Hằng tháng|Báo cáo tháng
    4|Kiểm tra việc thực hiện quy chế dân chủ ở cơ sở|Phòng Dân vận các cơ quan nhà nước|Ủy ban Kiểm tra Tỉnh ủy|Quý III/2026|Thông báo kết quả kiểm tra
    5|Tổ chức đối thoại giữa người đứng đầu cấp ủy với nhân dân|Văn phòng Ban|Các đảng ủy xã, phường|Tháng 10/2026|Thông báo kết luận đối thoại
    6|Tập huấn nghiệp vụ cho 180 cán bộ dân vận cơ sở|Phòng Đoàn thể và các hội|Trường Chính trị tỉnh|Tháng 7/2026|Lớp tập huấn
    7|Biên tập bản tin sinh hoạt chi bộ|Phòng Tuyên truyền|Báo và Phát thanh, Truyền hình Mẫu|Hằng tháng|Bản tin
    8|Khảo sát đời sống đồng bào dân tộc thiểu số|Phòng Dân tộc, tôn giáo|Sở Dân tộc và Tôn giáo|Quý II/2026|Báo cáo khảo sát
    9|Sơ kết công tác phối hợp với lực lượng vũ trang|Phòng Dân tộc, tôn giáo|Đảng ủy Quân sự tỉnh, Đảng ủy Công an tỉnh|Tháng 11/2026|Báo cáo sơ kết
    10|Tổng kết công tác dân vận năm 2026|Văn phòng Ban|Các phòng thuộc Ban|20/12/2026|Báo cáo tổng kết
    """,
)  # fmt: skip

UNION = Office(
    "doan-the", "Hội Liên hiệp Phụ nữ tỉnh Mẫu", "BTV", 62, date(2026, 1, 12),
    "hỗ trợ phụ nữ khởi nghiệp năm 2026",
    ("Căn cứ Luật Bình đẳng giới ngày 29 tháng 11 năm 2006;", "Theo đề nghị của Trưởng ban Hỗ trợ phụ nữ."),
    ("Hỗ trợ ít nhất 80 phụ nữ khởi nghiệp, trong đó 30 phụ nữ dân tộc thiểu số.",),
    ("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham", "nguon_kinh_phi"),
    """
    1|Khảo sát nhu cầu vay vốn của hội viên|Ban Hỗ trợ phụ nữ|Ngân hàng Chính sách xã hội tỉnh|Tháng 3/2026|Báo cáo khảo sát|Ngân sách tỉnh
    2|Tổ chức cuộc thi ý tưởng khởi nghiệp|Ban Hỗ trợ phụ nữ|Sở Công Thương, Tỉnh đoàn Mẫu|Quý III/2026|Kết quả cuộc thi|Xã hội hóa
    3|Thành lập 05 tổ hợp tác do phụ nữ quản lý|Ban Hỗ trợ phụ nữ|Liên minh Hợp tác xã tỉnh|Tháng 8/2026|Quyết định thành lập|Ngân sách tỉnh
    4|Tập huấn bán hàng trên nền tảng số|Ban Tuyên giáo|Sở Khoa học và Công nghệ|30/5/2026|Báo cáo tập huấn|Ngân sách tỉnh
    5|Giới thiệu sản phẩm tại hội chợ nông sản|Ban Hỗ trợ phụ nữ|Sở Nông nghiệp và Môi trường|Quý IV/2026|Gian hàng|Xã hội hóa
    6|Tư vấn pháp luật cho hộ kinh doanh nữ làm chủ|Ban Chính sách, luật pháp|Sở Tư pháp, Thuế tỉnh|Thường xuyên|Sổ theo dõi tư vấn|Ngân sách tỉnh
    7|Kết nối chuyên gia hướng dẫn từng nhóm khởi nghiệp|Văn phòng Hội|Hội Nữ doanh nhân tỉnh|Tháng 6/2026|Danh sách ghép nhóm|Không
    8|Viết phóng sự về gương phụ nữ làm kinh tế giỏi|Ban Tuyên giáo|Báo và Phát thanh, Truyền hình Mẫu|Hằng quý|Phóng sự|Ngân sách tỉnh
    9|Giám sát việc thực hiện chính sách lao động nữ tại 10 doanh nghiệp|Ban Chính sách, luật pháp|Liên đoàn Lao động tỉnh|Tháng 9/2026|Báo cáo giám sát|Ngân sách tỉnh
    10|Tổng kết, khen thưởng điển hình khởi nghiệp|Văn phòng Hội|Các ban thuộc Hội|15/12/2026|Báo cáo, quyết định khen thưởng|Ngân sách tỉnh
    """,
)  # fmt: skip

BOARD = Office(
    "ban-qlda", "Ban Quản lý dự án đầu tư xây dựng tỉnh Mẫu", "BQLDA", 134, date(2026, 3, 12),
    "đẩy nhanh tiến độ các dự án trọng điểm năm 2026",
    ("Căn cứ Luật Đầu tư công ngày 29 tháng 11 năm 2024;", "Theo đề nghị của Trưởng phòng Kế hoạch, kỹ thuật."),
    ("Năm 2026 giải ngân 1.250 tỷ đồng, gồm 820 tỷ đồng vốn trung ương và 430 tỷ đồng vốn địa phương.",),
    ("stt", "noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham", "nguon_kinh_phi"),
    """
    I|Công trình giao thông|||||
    1|Bàn giao mặt bằng đoạn tuyến tránh phía đông|Phòng Bồi thường, giải phóng mặt bằng|UBND phường Mẫu 1, UBND xã Đông Mẫu|30/6/2026|Biên bản bàn giao|Vốn địa phương
    2|Thi công móng, mố trụ cầu số 2|Phòng Quản lý dự án 1|Công ty Cổ phần Cầu đường Mẫu|Quý IV/2026|Hạng mục được nghiệm thu|Vốn trung ương
    3|Thảm bê tông nhựa 8,5 km đường ven sông|Phòng Quản lý dự án 1|Công ty TNHH Tư vấn giám sát Mẫu|31/10/2026|Biên bản nghiệm thu|Vốn trung ương
    4|Lập hồ sơ mời thầu gói chiếu sáng|Phòng Đấu thầu, hợp đồng|Phòng Quản lý dự án 1|Tháng 5/2026|Hồ sơ mời thầu|Vốn địa phương
    II|Công trình dân dụng|||||
    5|Thẩm định thiết kế bệnh viện chuyên khoa nhi|Phòng Kế hoạch, kỹ thuật|Sở Xây dựng, Sở Y tế|Quý II/2026|Quyết định phê duyệt|Vốn trung ương
    6|Lựa chọn nhà thầu xây dựng trường trung học phổ thông|Phòng Đấu thầu, hợp đồng|Sở Giáo dục và Đào tạo|Tháng 7/2026|Quyết định trúng thầu|Vốn địa phương
    7|Nghiệm thu phòng cháy, chữa cháy nhà văn hóa trung tâm|Phòng Quản lý dự án 2|Công an tỉnh|15/8/2026|Văn bản chấp thuận|Vốn địa phương
    8|Quyết toán 07 công trình hoàn thành năm 2025|Phòng Tài chính, kế toán|Sở Tài chính|Quý III/2026|Quyết định quyết toán|Không
    9|Công khai tiến độ giải ngân trên trang thông tin điện tử|Văn phòng Ban|Các phòng thuộc Ban|Hằng tháng|Bảng tiến độ|Không
    10|Rà soát, điều chỉnh kế hoạch vốn cuối năm|Phòng Tài chính, kế toán|Sở Tài chính, Kho bạc Nhà nước khu vực|Tháng 11/2026|Tờ trình điều chỉnh|Không
    """,
)  # fmt: skip

OFFICES = (DEPARTMENT, COMMUNE, MINISTRY, SCHOOL, HOSPITAL, POLICE, ENTERPRISE, PARTY, UNION, BOARD)
